using System.Text;
using JobsGateway.Stores.Abstractions.Queue;
using static JobsGateway.Stores.Abstractions.Queue.JobStages;

namespace JobsGateway.Stores.Abstractions.Tests.Queue;

/// <summary>A queue job looks at every stage as the server's did, key by key.</summary>
public class QueueJobStagesTests
{
    private const string Pending = "65e1f3a07c1b2d0034b50001";
    private const string Started = "65e1f3a07c1b2d0034b50002";
    private const string Failed = "65e1f3a07c1b2d0034b50004";
    private const string Cancelled = "65e1f3a07c1b2d0034b50006";
    private const string CancelRequested = "65e1f3a07c1b2d0034b50008";

    private static readonly JobId Id = JobId.Parse("65e1f3a07c1b2d0034b5ffff");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, 7, TimeSpan.FromHours(2));

    [Fact]
    public void A_new_job_is_pending()
    {
        var job = New("""{"b":1.0,"communityAddress":"0xC","e":{}}""");
        Assert.Equal(
            $$"""{"_id":"{{Id}}","name":"re\"lay","data":{"b":1,"communityAddress":"0xC"},"status":"pending","communityAddress":"0xC",{{Times(0, 0)}},"__v":0}""",
            job.ToString());
        Assert.Equal(RecordedJobs.Keys(Pending), RecordedJobs.Keys(job));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"a":{"b":{}}}""")]
    public void A_new_job_without_data_has_no_key_for_them(string data) =>
        Assert.Equal($$"""{"_id":"{{Id}}","name":"re\"lay","status":"pending",{{Times(0, 0)}},"__v":0}""", New(data).ToString());

    [Fact]
    public void A_started_job_shows_the_account_that_works_on_it()
    {
        var job = Account(Start(JobKind.Queue, New("""{"communityAddress":"0xC"}"""), At(1)), 2);
        Assert.EndsWith(
            $$""","status":"started","communityAddress":"0xC",{{Times(0, 2)}},"__v":0,"accountAddress":"0xA"}""", job.ToString(), StringComparison.Ordinal);
        Assert.Equal(RecordedJobs.Keys(Started), RecordedJobs.Keys(job));
    }

    [Fact]
    public void A_succeeded_job_has_finished()
    {
        var job = Succeed(JobKind.Queue, Start(JobKind.Queue, New("""{"a":1}"""), At(1)), At(2));
        Assert.Equal(
            $$"""{"_id":"{{Id}}","name":"re\"lay","data":{"a":1},"status":"succeeded",{{Times(0, 2)}},"__v":0,"lastFinishedAt":"{{Text(2)}}"}""", job.ToString());
    }

    [Fact]
    public void A_failed_job_says_so_with_all_four_keys()
    {
        var started = Account(Start(JobKind.Queue, New("""{"communityAddress":"0xC"}"""), At(1)), 1);
        var job = Fail(JobKind.Queue, started, "no \"gas\"\n", 3, At(2));
        Assert.EndsWith(
            $$""","status":"failed","communityAddress":"0xC",{{Times(0, 2)}},"__v":0,"accountAddress":"0xA","failCount":3,"failReason":"no \"gas\"\n","failedAt":"{{Text(2)}}","lastFinishedAt":"{{Text(2)}}"}""",
            job.ToString(), StringComparison.Ordinal);
        Assert.Equal(RecordedJobs.Keys(Failed), RecordedJobs.Keys(job));
    }

    [Theory]
    [InlineData("", JobFailure.Unknown)]
    [InlineData(" \n", JobFailure.Unknown)]
    public void A_failure_always_has_a_reason_that_can_be_shown(string reason, string shown) =>
        Assert.Contains($"\"failReason\":\"{shown}\"", Fail(JobKind.Queue, New("{}"), reason, 1, Now).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_reason_that_was_cut_within_a_character_is_shown_without_it() =>
        Assert.Contains("\"failReason\":\"cut \ufffd\"", Fail(JobKind.Queue, New("{}"), "cut \ud83c", 1, Now).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_job_that_waits_again_shows_nothing_of_the_failure()
    {
        var job = Wait(JobKind.Queue, Start(JobKind.Queue, New("{}"), At(1)), At(9), At(2));
        Assert.Equal($$"""{"_id":"{{Id}}","name":"re\"lay","status":"pending",{{Times(0, 2)}},"__v":0}""", job.ToString());
    }

    [Fact]
    public void A_cancelled_job_shows_the_account_its_data_name()
    {
        var requested = RequestCancel(New("""{"accountAddress":"0xB"}"""), At(1));
        Assert.Equal(RecordedJobs.Keys(CancelRequested), RecordedJobs.Keys(requested));
        Assert.Contains("\"status\":\"cancelRequested\"", requested.ToString(), StringComparison.Ordinal);
        var job = Cancel(requested, At(2));
        Assert.EndsWith($$""","status":"cancelled",{{Times(0, 2)}},"__v":0,"accountAddress":"0xB"}""", job.ToString(), StringComparison.Ordinal);
        Assert.Equal(RecordedJobs.Keys(Cancelled), RecordedJobs.Keys(job));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"accountAddress":7}""")]
    public void A_cancelled_job_whose_data_name_no_account_shows_none(string data) =>
        Assert.EndsWith($$"""{{Times(0, 2)}},"__v":0}""", Cancel(New(data), At(2)).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"txHash":"0x1","a":null}""", ""","data":{"txHash":"0x1"}""")]
    [InlineData("""{"a":null}""", "")]
    [InlineData("{}", ""","data":{"a":1}""")]
    [InlineData("", ""","data":{"a":1}""")]
    public void Changes_are_merged_into_the_data(string patch, string data)
    {
        var job = Change(JobKind.Queue, New("""{"a":1}"""), new JobChanges { Data = Encoding.UTF8.GetBytes(patch) }, At(1));
        Assert.Equal($$"""{"_id":"{{Id}}","name":"re\"lay"{{data}},"status":"pending",{{Times(0, 1)}},"__v":0}""", job.ToString());
    }

    [Fact]
    public void Data_that_come_later_stand_where_they_always_do()
    {
        var job = Change(JobKind.Queue, New("{}"), new JobChanges { Data = """{"a":1}"""u8.ToArray() }, At(1));
        Assert.StartsWith($$"""{"_id":"{{Id}}","name":"re\"lay","data":{"a":1},"status":"pending",""", job.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_that_cannot_be_stored_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Change(JobKind.Queue, New("{}"), new JobChanges { Data = "[]"u8.ToArray() }, Now));
        Assert.Throws<ArgumentException>(() => Change(JobKind.Queue, New("{}"), new JobChanges { AccountAddress = "\ud800" }, Now));
    }

    private static JobDocument New(string data) => Create(new NewJob("re\"lay", Encoding.UTF8.GetBytes(data)), Id, Now);

    private static JobDocument Account(JobDocument job, int second) => Change(JobKind.Queue, job, new JobChanges { AccountAddress = "0xA" }, At(second));

    private static DateTimeOffset At(int second) => Now.AddSeconds(second);

    private static string Text(int second) => $"2026-03-01T10:00:0{second}.007Z";

    private static string Times(int created, int updated) => $"\"createdAt\":\"{Text(created)}\",\"updatedAt\":\"{Text(updated)}\"";
}
