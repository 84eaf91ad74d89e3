using System.Text.Json;

namespace JobsGateway.Gateway.Tests.Contract;

/// <summary>What differs from run to run: the values the recorded server made up and the ones this gateway made up in their place.</summary>
internal sealed class ReplayState
{
    private readonly Dictionary<string, string> _ours = [];

    /// <summary>Puts this run's values where the recorded ones stand.</summary>
    public string Translate(string text) => _ours.Aggregate(text, (current, pair) => current.Replace(pair.Key, pair.Value, StringComparison.Ordinal));

    /// <summary>Learns this run's values from the volatile paths of a body, and blanks those that may differ on every read.</summary>
    /// <returns>The two bodies, comparable.</returns>
    public (string Expected, string Actual) Compare(Exchange exchange, string actual)
    {
        var expected = Translate(exchange.ResponseBody);
        if (exchange.VolatilePaths.Count == 0 || expected.Length == 0)
            return (expected, actual);
        using var theirs = JsonDocument.Parse(expected);
        using var ours = JsonDocument.Parse(actual);
        foreach (var path in exchange.VolatilePaths)
        {
            if (ValueAt(theirs.RootElement, path) is not { } their || ValueAt(ours.RootElement, path) is not { } our)
                continue;
            if (path.EndsWith("_id", StringComparison.Ordinal) || path.EndsWith("retryJob", StringComparison.Ordinal))
                _ours[their] = our;
            Assert.Equal(Shape(their), Shape(our));
            if (path != "errors.message")
                expected = expected.Replace($"\"{their}\"", $"\"{our}\"", StringComparison.Ordinal);
        }

        return (Translate(expected), actual);
    }

    // A date stays a date and an id an id, to the character class.
    private static string Shape(string value) => value.Length == 24 && value[10] == 'T' ? "date" : value.Length == 24 ? "id" : "text";

    private static string? ValueAt(JsonElement element, string path)
    {
        foreach (var key in path.Replace("[", ".[", StringComparison.Ordinal).Split('.'))
        {
            if (key.StartsWith('['))
            {
                var index = int.Parse(key.AsSpan(1, key.Length - 2), System.Globalization.CultureInfo.InvariantCulture);
                if (element.ValueKind != JsonValueKind.Array || index >= element.GetArrayLength())
                    return null;
                element = element[index];
            }
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element))
            {
                return null;
            }
        }

        return element.GetString();
    }
}
