using System.Text.Json;

namespace JobsGateway.Stores.Abstractions.Tests.Queue;

/// <summary>Jobs as the deployed server showed them (<c>tests/contract/transcripts.json</c>).</summary>
internal static class RecordedJobs
{
    /// <summary>The keys of a recorded job, in order.</summary>
    public static IEnumerable<string> Keys(string id)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "contract", "transcripts.json"));
        using var exchanges = JsonDocument.Parse(stream);
        var body = exchanges.RootElement.EnumerateArray()
            .Select(exchange => exchange.GetProperty("response"))
            .Where(response => response.GetProperty("status").GetInt32() == 200)
            .Select(response => response.GetProperty("body").GetString()!)
            .First(body => body.StartsWith($"{{\"data\":{{\"_id\":\"{id}\"", StringComparison.Ordinal));
        using var answer = JsonDocument.Parse(body);
        return [.. answer.RootElement.GetProperty("data").EnumerateObject().Select(property => property.Name)];
    }

    public static IEnumerable<string> Keys(JobDocument job)
    {
        using var json = job.Parse();
        return [.. json.RootElement.EnumerateObject().Select(property => property.Name)];
    }
}
