using System.Text;
using System.Text.Json;
using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Tests.JavaScript;

/// <summary>Rows of strings recorded from Node 20, one JSON array a line. They may hold unpaired surrogates, which JsonDocument does not read.</summary>
internal static class Fixture
{
    public static IEnumerable<string?[]> Rows(string name)
    {
        using var stream = typeof(Fixture).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        using var lines = new StreamReader(stream);
        while (lines.ReadLine() is { } line)
        {
            if (line.Length > 1)
                yield return [.. Strings(Encoding.UTF8.GetBytes(line.TrimEnd(',')))];
        }
    }

    private static List<string?> Strings(byte[] row)
    {
        var reader = new Utf8JsonReader(row);
        var strings = new List<string?>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.String)
                strings.Add(JavaScriptString.Unescape(reader.ValueSpan));
            else if (reader.TokenType == JsonTokenType.Null)
                strings.Add(null);
        }

        return strings;
    }
}
