using System.Text;
using JobsGateway.Stores.Abstractions.Queue;
using static JobsGateway.Stores.Abstractions.Queue.JobStages;

namespace JobsGateway.Stores.Abstractions.Tests.Queue;

/// <summary>An agenda job looks at every stage as the server's did, key by key, and its timestamps tell the stage.</summary>
public class AgendaJobStagesTests
{
    private const string Scheduled = "65e1f3a07c1b2d0012a40007";
    private const string Running = "65e1f3a07c1b2d0012a40001";
    private const string Completed = "65e1f3a07c1b2d0012a40002";
    private const string Failed = "65e1f3a07c1b2d0012a40003";

    private const string Head = """{"_id":"65e1f3a07c1b2d0012a4ffff","name":"deploy","data":{"a":{}},"priority":10,"shouldSaveResult":false,"lastModifiedBy":null""";

    private static readonly JobId Id = JobId.Parse("65e1f3a07c1b2d0012a4ffff");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, 7, TimeSpan.FromHours(2));

    [Fact]
    public void A_new_job_is_scheduled_for_when_it_is_due() =>
        Is(AgendaState.Scheduled, Scheduled, New(), $$""","type":"normal","nextRunAt":"{{Text(5)}}"}""");

    [Fact]
    public void A_started_job_is_running() =>
        Is(AgendaState.Running, Running, Started(), $$""","lockedAt":"{{Text(6)}}","lastRunAt":"{{Text(6)}}","type":"normal","nextRunAt":"{{Text(6)}}"}""");

    [Fact]
    public void A_job_that_is_done_is_completed() =>
        Is(
            AgendaState.Completed, Completed, Succeed(JobKind.Agenda, Started(), At(8)),
            $$""","lockedAt":null,"lastRunAt":"{{Text(6)}}","lastFinishedAt":"{{Text(8)}}","type":"normal","nextRunAt":"{{Text(6)}}"}""");

    [Fact]
    public void A_job_that_failed_says_why() =>
        Is(
            AgendaState.Failed, Failed, Fail(JobKind.Agenda, Started(), "boom", 2, At(8)),
            $$""","lockedAt":null,"lastRunAt":"{{Text(6)}}","failCount":2,"failReason":"boom","failedAt":"{{Text(8)}}","lastFinishedAt":"{{Text(8)}}","type":"normal","nextRunAt":"{{Text(6)}}"}""");

    [Fact]
    public void A_job_that_waits_again_is_scheduled_and_can_run_again()
    {
        var waiting = Wait(JobKind.Agenda, Started(), At(9), At(8));
        Assert.Equal(Head + $$""","lockedAt":null,"lastRunAt":"{{Text(6)}}","type":"normal","nextRunAt":"{{Text(9)}}"}""", waiting.ToString());
        Assert.Equal(AgendaState.Scheduled, JobIndex.Read(JobKind.Agenda, waiting).Status);
        Is(
            AgendaState.Running, Running, Start(JobKind.Agenda, waiting, At(9)),
            $$""","lockedAt":"{{Text(9)}}","lastRunAt":"{{Text(9)}}","type":"normal","nextRunAt":"{{Text(9)}}"}""");
    }

    [Fact]
    public void Changes_are_merged_into_the_data_and_nothing_else()
    {
        var changes = new JobChanges { Data = """{"b":[1],"a":null}"""u8.ToArray(), AccountAddress = "0xA" };
        Assert.Equal(
            New().ToString().Replace("""{"a":{}}""", """{"b":[1]}""", StringComparison.Ordinal), Change(JobKind.Agenda, New(), changes, At(6)).ToString());
    }

    [Fact]
    public void A_job_without_data_shows_an_empty_object() =>
        Assert.Contains("\"data\":{},\"priority\":0", Create(new NewJob("n", "{}"u8.ToArray()) { Kind = JobKind.Agenda }, Id, Now).ToString(), StringComparison.Ordinal);

    private static void Is(string state, string recorded, JobDocument job, string end)
    {
        Assert.Equal(Head + end, job.ToString());
        Assert.Equal(state, JobIndex.Read(JobKind.Agenda, job).Status);
        Assert.Equal(RecordedJobs.Keys(recorded), RecordedJobs.Keys(job));
    }

    private static JobDocument New() =>
        Create(new NewJob("deploy", """{"a":{}}"""u8.ToArray()) { Kind = JobKind.Agenda, Priority = 10, Delay = TimeSpan.FromSeconds(5) }, Id, Now);

    private static JobDocument Started() => Start(JobKind.Agenda, New(), At(6));

    private static DateTimeOffset At(int second) => Now.AddSeconds(second);

    private static string Text(int second) => $"2026-03-01T10:00:0{second}.007Z";
}
