using System.Text.Json;
using System.Text.RegularExpressions;

namespace JobsGateway.Stores.Conformance;

/// <summary>What the deployed server was recorded to answer (<c>tests/contract/transcripts.json</c>), as far as it concerns a store.</summary>
internal static partial class Transcripts
{
    /// <summary>The jobs it showed, as they were when it was first asked for them.</summary>
    public static IReadOnlyDictionary<string, (JobKind Kind, string Json)> Jobs { get; } = Answers("GET", FetchPath(), "{\"data\":")
        .GroupBy(answer => answer.Id)
        .ToDictionary(answers => answers.Key, answers => (KindOf(answers.First().Json), answers.First().Json));

    /// <summary>The new jobs it answered to retries of queue jobs it had shown before.</summary>
    public static IReadOnlyList<(string Id, string Json)> Retries { get; } =
        [.. Answers("POST", RetryPath(), "{\"job\":").Where(answer => Jobs.TryGetValue(answer.Id, out var job) && IsNotRetriedQueueJob(job))];

    private static bool IsNotRetriedQueueJob((JobKind Kind, string Json) job) =>
        job.Kind == JobKind.Queue && JobIndex.Read(job.Kind, JobDocument.FromString(job.Json)).RetryJob is null;

    private static List<(string Id, string Json)> Answers(string method, Regex path, string start)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "contract", "transcripts.json"));
        using var exchanges = JsonDocument.Parse(stream);
        var answers = new List<(string, string)>();
        foreach (var exchange in exchanges.RootElement.EnumerateArray())
        {
            var (request, response) = (exchange.GetProperty("request"), exchange.GetProperty("response"));
            var match = path.Match(request.GetProperty("path").GetString()!);
            if (match.Success && request.GetProperty("method").GetString() == method && response.GetProperty("status").GetInt32() == 200)
                answers.Add((match.Groups[1].Value, response.GetProperty("body").GetString()![start.Length..^1]));
        }

        return answers;
    }

    // Only an agenda job ends with nextRunAt.
    private static JobKind KindOf(string json)
    {
        using var job = JsonDocument.Parse(json);
        return job.RootElement.TryGetProperty("nextRunAt", out _) ? JobKind.Agenda : JobKind.Queue;
    }

    [GeneratedRegex("^/api/v2/jobs/([0-9a-f]{24})$")]
    private static partial Regex FetchPath();

    [GeneratedRegex("^/api/v2/jobs/retry/([0-9a-f]{24})$")]
    private static partial Regex RetryPath();
}
