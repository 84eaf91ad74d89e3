using System.Text;
using JobsGateway.Migration.Export;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.Verify.Tests.Export;

/// <summary>Which types come back, and what agenda would do with its jobs.</summary>
public sealed class StoredFormTests
{
    private const string Ran = "\"lastRunAt\":\"2024-03-01T10:00:00.000Z\"";
    private const string Finished = Ran + ",\"lastFinishedAt\":\"2024-03-01T10:00:07.000Z\"";
    private const string NextIsLast = "\"nextRunAt\":null";
    private const string NextIsDate = "\"nextRunAt\":{\"$date\":{\"$numberLong\":\"1709287200000\"}}";

    [Theory]
    // It has run: what a client sees as its next run is its last.
    [InlineData("\"lockedAt\":null," + Finished, NextIsLast, "None")]
    [InlineData("\"lockedAt\":null," + Finished + ",\"failedAt\":\"2024-03-01T10:00:07.000Z\",\"failReason\":\"boom\"", NextIsLast, "None")]
    [InlineData("\"lockedAt\":null," + Finished + ",\"retryJob\":\"65e1f3a00000000000000009\"", NextIsLast, "None")]
    // It runs, or its worker is gone.
    [InlineData("\"lockedAt\":\"2024-03-01T10:00:00.000Z\"," + Ran, NextIsLast, "Locked")]
    // It waits: for its first run, for another attempt, for the next of many.
    [InlineData("\"lockedAt\":null", NextIsDate, "None")]
    [InlineData("\"lockedAt\":null,\"lastRunAt\":\"2024-03-01T09:00:00.000Z\"", NextIsDate, "None")]
    [InlineData("\"repeatInterval\":\"1 hour\",\"lastRunAt\":\"2024-03-01T09:00:00.000Z\",\"lastFinishedAt\":\"2024-03-01T09:00:07.000Z\"", NextIsDate, "None")]
    public void A_job_that_will_not_run_again_has_no_next_run(string times, string expected, string note)
    {
        var (line, written) = Agenda(Jobs.Agenda(1, times).Json);
        Assert.EndsWith($",\"type\":\"once\",{expected}}}", line, StringComparison.Ordinal);
        Assert.Equal(note, $"{written}");
    }

    [Fact]
    public void A_job_that_never_ran_and_shows_the_time_of_its_id_is_not_scheduled_and_told()
    {
        var created = JobId.Parse(Jobs.Id(1)).CreatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        var (line, note) = Agenda(Jobs.Agenda(1, "\"lastRunAt\":null").Json.Replace("2024-03-01T10:00:00.000Z", created, StringComparison.Ordinal));
        Assert.Contains(NextIsLast, line, StringComparison.Ordinal);
        Assert.Equal(ExportNote.NotScheduled, note);
    }

    [Fact]
    public void What_is_no_date_stays_none() =>
        Assert.Contains("\"nextRunAt\":\"Invalid Date\"", Agenda(Jobs.Agenda(1).Json.Replace("\"nextRunAt\":\"2024-03-01T10:00:00.000Z\"", "\"nextRunAt\":null", StringComparison.Ordinal)).Line, StringComparison.Ordinal);

    [Fact]
    public void A_queue_jobs_ids_dates_and_numbers_have_their_types()
    {
        var json = Jobs.Queue(1, data: """{"at":"2024-03-01T10:00:00.000Z","n":[1,-5000000000,1.5,1e+21,9007199254740992],"big":{"low":-1,"high":2147483647,"unsigned":false},"money":{"$numberDecimal":"1.50"},"time":{"$timestamp":"7310317470626086913"}}""",
            more: "\"retryJob\":\"65e1f3a00000000000000009\"").Json;
        Assert.Equal(
            """{"_id":{"$oid":"ID"},"name":"relay","data":{"at":"2024-03-01T10:00:00.000Z","n":[{"$numberInt":"1"},{"$numberLong":"-5000000000"},{"$numberDouble":"1.5"},{"$numberDouble":"1e+21"},{"$numberLong":"9007199254740992"}],"big":{"$numberLong":"9223372036854775807"},"money":{"$numberDecimal":"1.50"},"time":{"$timestamp":{"t":1702065922,"i":1}}},"status":"failed","createdAt":{"$date":{"$numberLong":"1709287200000"}},"updatedAt":{"$date":{"$numberLong":"1709287205500"}},"__v":{"$numberInt":"0"},"retryJob":{"$oid":"65e1f3a00000000000000009"}}""".Replace("ID", Jobs.Id(1), StringComparison.Ordinal),
            Write(JobKind.Queue, json).Line);
    }

    [Fact]
    public void The_status_that_an_import_puts_first_is_not_stored()
    {
        var line = Write(JobKind.Queue, $$"""{"17":1,"status":"pending","_id":"{{Jobs.Id(1)}}","name":"relay"}""").Line;
        Assert.Equal("""{"17":{"$numberInt":"1"},"_id":{"$oid":"ID"},"name":"relay"}""".Replace("ID", Jobs.Id(1), StringComparison.Ordinal), line);
    }

    private static (string Line, ExportNote Note) Agenda(string json) => Write(JobKind.Agenda, json);

    private static (string Line, ExportNote Note) Write(JobKind kind, string json)
    {
        var (line, note) = new StoredLine().Write(kind, new ScannedJob(JobId.Parse(Jobs.Id(1)), JobDocument.FromString(json)));
        return (Encoding.UTF8.GetString(line.Span), note);
    }
}
