using System.Text;
using System.Text.Json;
using static JobsGateway.Comparison.Tests.Support.Compared;

namespace JobsGateway.Comparison.Tests;

/// <summary>Answers, and the quirks of Studio in the answers that were recorded.</summary>
public sealed class AnswerComparerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 14, 54, 40, TimeSpan.Zero);

    [Fact]
    public void Status_chosen_headers_and_body_are_compared()
    {
        var left = Answer(200, """{"data":{"status":"failed"}}""", isStudio: false);
        var right = Answer(404, """{"data":{"status":"pending"}}""", isStudio: false, ("CONTENT-TYPE", "text/html"), ("Date", "x"));
        Assert.Equal(["Value at status", "Value at header.content-type", "Value at body.data.status"], Texts(left, right));
        Assert.Equal(["Value at status"], Texts(left, right, new() { Ignore = Patterns("header", "body.data.status") }));
        Assert.Contains("Extra at header.date", Texts(left, right, new() { Headers = ["Date"] }));
        Assert.Equal(["Value at status", "Value at header.content-type"], Texts(left, right, new() { MaxDifferences = 2 }));
    }

    [Fact]
    public void What_is_no_json_is_compared_by_its_bytes()
    {
        Assert.Empty(Texts(Answer(200, "", false), Answer(200, "", false)));
        Assert.Equal(["NotJson at body"], Texts(Answer(200, "", false), Answer(200, "{}", false)));
    }

    [Fact]
    public void A_job_without_a_next_run_that_studio_shows_with_the_time_of_the_request_is_equal_to_a_local_one()
    {
        var found = 0;
        foreach (var exchange in Recorded().Where(e => e.Body.Contains("\"nextRunAt\":\"2026-11-23T14:54:", StringComparison.Ordinal)))
        {
            var shown = JsonDocument.Parse(exchange.Body).RootElement.GetProperty("data");
            var last = shown.GetProperty("lastRunAt").GetString()!;
            var local = exchange.Body.Replace(shown.GetProperty("nextRunAt").GetString()!, last, StringComparison.Ordinal);
            var (studio, ours) = (Answer(200, exchange.Body, isStudio: true), Answer(200, local, isStudio: false));
            Assert.Empty(Texts(studio, ours));
            Assert.Empty(Texts(ours, studio));
            Assert.Equal(["Value at body.data.nextRunAt"], Texts(studio, ours, new() { StudioQuirks = false }));
            Assert.Equal(["Value at body.data.nextRunAt"], Texts(studio with { AskedAt = Now.AddHours(1), AnsweredAt = Now.AddHours(1) }, ours));
            Assert.Equal(["Value at body.data.nextRunAt"], Texts(studio, Answer(200, exchange.Body.Replace(shown.GetProperty("nextRunAt").GetString()!, "2024-01-01T00:00:00.000Z", StringComparison.Ordinal), isStudio: false)));
            found++;
        }

        Assert.True(found > 3, "The recordings have such jobs.");
    }

    [Fact]
    public void A_job_that_never_ran_is_shown_with_the_time_of_its_id() =>
        Assert.Empty(Texts(
            Answer(200, """{"data":{"_id":"65e1f3a07c1b2d0012a40007","nextRunAt":"2026-11-23T14:50:00.000Z"}}""", isStudio: true),
            Answer(200, """{"data":{"_id":"65e1f3a07c1b2d0012a40007","nextRunAt":"2024-03-01T15:26:24.000Z"}}""", isStudio: false)));

    [Fact]
    public void Any_other_difference_beside_a_quirk_is_told() =>
        Assert.Equal(["Value at body.data.name"], Texts(
            Answer(200, """{"data":{"name":"a","lastRunAt":"2024-03-01T10:00:00.125Z","nextRunAt":"2026-11-23T14:54:40.000Z"}}""", isStudio: true),
            Answer(200, """{"data":{"name":"b","lastRunAt":"2024-03-01T10:00:00.125Z","nextRunAt":"2024-03-01T10:00:00.125Z"}}""", isStudio: false)));

    [Fact]
    public void What_studio_answers_500_to_a_malformed_id_and_a_local_store_400_is_equal()
    {
        var found = 0;
        foreach (var (status, body) in Recorded().Where(e => e.Status == 500 && e.Body.Contains("Argument passed in must be a ", StringComparison.Ordinal)))
        {
            var (studio, local) = (Answer(status, body, isStudio: true), Answer(400, body, isStudio: false));
            Assert.Empty(Texts(studio, local));
            Assert.Equal(["Value at status"], Texts(studio, local with { Status = 404 }));
            Assert.Equal(["Value at status"], Texts(studio with { IsStudio = false }, local));
            Assert.Equal(["Value at status"], Texts(studio, local, new() { StudioQuirks = false }));
            found++;
        }

        Assert.True(found > 3, "The recordings have such answers.");
        Assert.Equal(["Value at status"], Texts(Answer(500, """{"errors":{"message":"boom","error":{}}}""", true), Answer(400, """{"errors":{"message":"boom","error":{}}}""", false)));
    }

    private static IEnumerable<(int Status, string Body)> Recorded()
    {
        using var recordings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "contract", "transcripts.json")));
        foreach (var exchange in recordings.RootElement.EnumerateArray().Where(e => e.GetProperty("request").GetProperty("method").GetString() == "GET"))
        {
            var response = exchange.GetProperty("response");
            if (response.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.String)
                yield return (response.GetProperty("status").GetInt32(), body.GetString()!);
        }
    }

    private static string[] Texts(ComparedAnswer left, ComparedAnswer right, AnswerRules? rules = null) =>
        [.. new AnswerComparer(rules ?? new()).Compare(left, right).Select(difference => difference.ToString())];

    private static ComparedAnswer Answer(int status, string body, bool isStudio, params (string Name, string Value)[] headers) =>
        new(status, (headers.Length == 0 ? [("Content-Type", "application/json; charset=utf-8")] : headers).ToDictionary(h => h.Item1, h => h.Item2), Encoding.UTF8.GetBytes(body), isStudio, Now, Now.AddMilliseconds(20));
}
