using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Import;
using JobsGateway.Import.Progress;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Jobs that Studio shows as ended are kept in the local store.</summary>
public sealed class KeepCopyTests
{
    private const string AgendaId = "65e1f3a07c1b2d0012a4aaaa", QueueId = "65e1f3a07c1b2d0034b5aaaa";

    private static readonly string[] Ended = ["succeeded", "failed", "cancelled"];

    [Fact]
    public async Task Every_job_of_the_recordings_that_has_ended_is_kept_as_the_import_keeps_it_and_no_other_is()
    {
        await using var imported = await RecordedJobs.StartGatewayAsync();
        await using var copies = await CopyFixture.StartAsync();
        var shown = await ShownAsync(imported, copies);
        var kept = 0;
        foreach (var (id, job) in shown)
        {
            copies.Studio.Show(id, job);
            await copies.FetchAsync(id);
            await copies.PassByAsync();
            var copy = await copies.CopyAsync(id);
            Assert.True(HasEnded(JsonNode.Parse(job)!) == (copy is not null), $"{id}: {job}");
            if (copy is null)
                continue;
            Assert.Equal(await LocalAsync(imported, id), copy);
            kept++;
        }

        Assert.InRange(kept, 20, shown.Count - 20);

        // And to an import they are what it brings itself.
        var run = new ImportRun((IJobImporter)copies.Gateway.Store, new ImportRequest([RecordedJobs.AgendaJobs], [RecordedJobs.QueueJobs]));
        var summary = await run.RunAsync(new Progress<ImportProgress>(), CancellationToken.None);
        Assert.Equal((kept, 0L, 0L), ((int)summary.Unchanged, summary.Updated, summary.Conflicts));
    }

    [Theory]
    [InlineData("succeeded", true)]
    [InlineData("failed", true)]
    [InlineData("cancelled", true)]
    [InlineData("pending", false)]
    [InlineData("started", false)]
    [InlineData("cancelRequested", false)]
    [InlineData("Failed", false)]
    public async Task Of_queue_jobs_those_with_a_final_status_are_kept(string status, bool isKept)
    {
        await using var copies = await CopyFixture.StartAsync();
        var job = $$"""{"_id":"{{QueueId}}","name":"mint","data":{"a":"\u2028é"},"status":"{{status}}","createdAt":"2024-03-01T10:00:00.000Z","updatedAt":"2024-03-01T10:00:00.000Z","__v":0}""";
        copies.Studio.Show(QueueId, job);
        await copies.FetchAsync(QueueId);
        await copies.PassByAsync();
        Assert.Equal(isKept ? job : null, await copies.CopyAsync(QueueId));
    }

    [Theory]
    [InlineData("", 0, true)] // Completed; shown as due now, so it has no next run.
    [InlineData("", -86400, false)] // Has a next run that has passed, so that it is due; or the two clocks differ, and it is the time of the request.
    [InlineData("", 3600, false)] // Runs again.
    [InlineData("\"repeatInterval\":\"3 minutes\",", 0, false)]
    [InlineData("\"repeatAt\":\"3:00\",", 0, false)]
    [InlineData("\"repeatInterval\":null,", 0, true)]
    [InlineData("\"lockedAt\":\"2026-11-24T11:59:59.000Z\",", 0, false)] // Runs.
    [InlineData("\"failReason\":\"no\",\"failedAt\":\"2024-03-01T10:00:07.000Z\",", 0, true)]
    [InlineData("\"status\":\"failed\",", 0, false)] // Of which kind?
    public async Task Of_agenda_jobs_those_that_have_ended_and_do_not_run_again_are_kept(string more, int nextRunInSeconds, bool isKept)
    {
        await using var copies = await CopyFixture.StartAsync();
        var job = $$"""{"_id":"{{AgendaId}}","name":"relay","data":{},"priority":0,{{more}}"lastRunAt":"2024-03-01T10:00:00.125Z","lastFinishedAt":"2024-03-01T10:00:07.000Z","type":"normal","nextRunAt":""";
        copies.Studio.Show(AgendaId, () => job + $"\"{copies.Time(TimeSpan.FromSeconds(nextRunInSeconds))}\"}}");
        await copies.FetchAsync(AgendaId);
        await copies.PassByAsync();
        var next = nextRunInSeconds == 0 ? "2024-03-01T10:00:00.125Z" : copies.Time(TimeSpan.FromSeconds(nextRunInSeconds));
        Assert.Equal(isKept ? job + $"\"{next}\"}}" : null, await copies.CopyAsync(AgendaId));
    }

    [Fact]
    public async Task Whether_now_is_meant_is_told_by_the_servers_own_clock()
    {
        await using var copies = await CopyFixture.StartAsync();
        copies.Studio.Answer(AgendaId, Reply.Send(Answer.Ok(
            $$$"""{"data":{"_id":"{{{AgendaId}}}","name":"relay","data":{},"priority":0,"lastFinishedAt":"2024-03-01T10:00:07.000Z","type":"normal","nextRunAt":"2026-11-24T15:00:00.999Z"}}""").With("Date", "Tue, 24 Nov 2026 15:00:00 GMT")));
        await copies.FetchAsync(AgendaId);
        await copies.PassByAsync();
        // It never ran: the time of its id stands in for it.
        Assert.Contains("\"nextRunAt\":\"2024-03-01T15:26:24.000Z\"", await copies.CopyAsync(AgendaId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_correlation_id_agenda_jobs_are_kept_too()
    {
        await using var copies = await CopyFixture.StartAsync();
        copies.Studio.AnswerPath("/api/v2/jobs/correlationId/c-1", request => StudioDouble.Json(request, 200,
            $$"""{"data":{"_id":"{{AgendaId}}","name":"relay","data":{"correlationId":"c-1"},"priority":0,"lastRunAt":"2024-03-01T10:00:00.125Z","lastFinishedAt":"2024-03-01T10:00:07.000Z","type":"normal","nextRunAt":"{{copies.Time(TimeSpan.Zero)}}" } }"""));
        await copies.Gateway.SendAsync("GET", "/api/v2/jobs/correlationId/c-1", Tokens.User);
        await copies.ResultsAsync("kept");
        Assert.NotNull(CopyFixture.Show(await copies.Gateway.Store.FetchByCorrelationIdAsync("c-1", CancellationToken.None)));
    }

    [Fact]
    public async Task What_is_no_job_is_not_kept()
    {
        await using var copies = await CopyFixture.StartAsync();
        foreach (var body in new[]
        {
            "[]", "7", "{", "{}", """{"data":[]}""", """{"data":{"status":"failed"}}""", """{"data":{"_id":7,"name":"a","status":"failed"}}""", $$$"""{"data":{"_id":"{{{QueueId}}}x","status":"failed"}}""",
            $$"""{"data":{"_id":"{{QueueId}}","status":{"$ne":"failed"} } }""",
        })
        {
            copies.Studio.Answer(QueueId, Reply.Ok(body));
            Assert.Equal(body, (await copies.Gateway.SendAsync("GET", StudioDouble.PathOf(QueueId), Tokens.User)).Text);
        }

        await copies.PassByAsync();
        await copies.ResultsAsync("kept");
        Assert.Null(await copies.CopyAsync(QueueId));
        Assert.DoesNotContain(copies.Gateway.Logs.Messages, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    // As the server showed them while they were as in the export; those that nobody asked for as they are imported, where a next run that is null is now.
    private static async Task<Dictionary<string, string>> ShownAsync(TestGateway imported, CopyFixture copies)
    {
        var now = copies.Time(TimeSpan.Zero);
        var shown = new Dictionary<string, string>();
        foreach (var exchange in Recording.Load("transcripts.json").Where(e => e.Method == "GET" && e.Status == 200 && !e.Path.Contains("correlationId", StringComparison.Ordinal)))
        {
            if (JsonNode.Parse(exchange.ResponseBody) is not JsonObject body || body["data"] is not JsonObject job || job["retryJob"] is not null || !RecordedJobs.Ids.Contains((string?)job["_id"]))
                continue;
            var text = exchange.ResponseBody["{\"data\":".Length..^1];
            shown[(string)job["_id"]!] = exchange.VolatilePaths.Contains("data.nextRunAt") ? WithNextRun(text, now) : text;
        }

        Assert.InRange(shown.Count, 20, RecordedJobs.Ids.Count - 1);
        var withoutNextRun = File.ReadLines(RecordedJobs.AgendaJobs).Where(line => line.Contains("\"nextRunAt\":null", StringComparison.Ordinal)).ToList();
        foreach (var id in RecordedJobs.Ids.Where(id => !shown.ContainsKey(id)))
        {
            var job = (await LocalAsync(imported, id))!;
            shown[id] = withoutNextRun.Any(line => line.Contains($"\"_id\":{{\"$oid\":\"{id}\"}}", StringComparison.Ordinal)) ? WithNextRun(job, now) : job;
        }

        return shown;
    }

    private static async Task<string?> LocalAsync(TestGateway gateway, string id) => CopyFixture.Show(await gateway.Store.FetchByIdAsync(JobId.Parse(id), CancellationToken.None));

    private static string WithNextRun(string job, string next) => job[..job.LastIndexOf("\"nextRunAt\":", StringComparison.Ordinal)] + $"\"nextRunAt\":\"{next}\"}}";

    // Said again here, from the contract: final by status, or finished and never to run again.
    private static bool HasEnded(JsonNode job)
    {
        if (job["nextRunAt"] is null || job["type"] is null)
            return job["status"] is JsonValue status && status.TryGetValue<string>(out var text) && Ended.Contains(text);
        string? Time(string key) => job[key] is JsonValue value && value.TryGetValue<string>(out var time) ? time : null;
        var (finished, failed, locked) = (Time("lastFinishedAt"), Time("failedAt"), Time("lockedAt"));
        var isOver = finished is not null || failed is not null;
        var isRunning = locked is not null && string.CompareOrdinal(finished ?? "", locked) < 0 && string.CompareOrdinal(failed ?? "", locked) < 0;
        // Shown with the time of the request, which is of the year 2026, or with when it last ran: no next run.
        var hasNone = Time("nextRunAt")!.StartsWith("2026", StringComparison.Ordinal) || Time("nextRunAt") == Time("lastRunAt");
        return job["status"] is null && isOver && !isRunning && hasNone && job["repeatInterval"] is null && job["repeatAt"] is null;
    }
}
