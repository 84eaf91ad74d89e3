using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.Abstractions.Tests.Queue;

/// <summary>What makes no sense is refused where it is written, and entries say what their jobs say.</summary>
public class QueueRequestTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, 7, TimeSpan.Zero);
    private static readonly JobId Id = JobId.Parse("65e1f3a07c1b2d0012a4ffff");

    [Fact]
    public void Numbers_and_durations_out_of_range_are_refused()
    {
        var second = TimeSpan.FromSeconds(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClaimRequest("n", second) { Limit = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClaimRequest("n", second) { Limit = ClaimRequest.MaximumLimit + 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClaimRequest("n", TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ClaimRequest("n", second) with { LeaseDuration = -second });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReclaimRequest { Limit = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JobFailure("r") { Backoff = -second });
        Assert.Throws<ArgumentOutOfRangeException>(() => New() with { Delay = -second });
        Assert.Equal(second, new ClaimRequest("n", second).LeaseDuration);
        Assert.Equal(1, new ClaimRequest("n", second).Limit);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_name_is_refused(string name) => Assert.Throws<ArgumentException>(() => new NewJob(name, "{}"u8.ToArray()));

    [Fact]
    public void A_name_of_too_many_characters_is_refused()
    {
        Assert.Equal(256, new NewJob(new string('n', 256), default).Name.Length);
        Assert.Throws<ArgumentException>(() => new NewJob(new string('n', 257), default));
    }

    [Fact]
    public void Data_of_net_are_written_in_camel_case() =>
        Assert.Equal("""{"to":"0x1","steps":[1]}"""u8.ToArray(), NewJob.Create("n", new { To = "0x1", Steps = new[] { 1 } }).Data.ToArray());

    [Theory]
    [InlineData(1, null, true)]
    [InlineData(1, 2, true)]
    [InlineData(2, 2, false)]
    [InlineData(3, 2, false)]
    public void An_attempt_follows_while_there_are_some_left(int attempts, int? most, bool follows)
    {
        var failure = new JobFailure("r") { Backoff = TimeSpan.FromSeconds(3), MaximumAttempts = most ?? int.MaxValue };
        Assert.Equal(follows ? Now.AddSeconds(3) : null, failure.NextAttempt(attempts, Now));
        Assert.Null((failure with { Backoff = null }).NextAttempt(attempts, Now));
    }

    [Fact]
    public void The_entry_of_a_new_job_has_its_priority_and_waits_for_its_delay() =>
        Assert.Equal(
            new QueueEntry(JobKind.Queue, Id, "n", 7, Now.AddSeconds(3)), QueueEntry.Of(New() with { Priority = 7, Delay = TimeSpan.FromSeconds(3) }, Id, Now));

    [Theory]
    [InlineData(JobKind.Agenda, "\"priority\":-10", -10)]
    [InlineData(JobKind.Agenda, "\"priority\":1.5", 0)]
    [InlineData(JobKind.Agenda, "\"priority\":\"high\"", 0)]
    [InlineData(JobKind.Agenda, "\"priority\":1e+21", 0)]
    [InlineData(JobKind.Agenda, "\"x\":1", 0)]
    [InlineData(JobKind.Queue, "\"priority\":10", 0)]
    public void The_entry_of_a_retried_job_has_the_priority_an_agenda_job_says(JobKind kind, string member, int priority)
    {
        var document = JobDocument.FromString($$"""{"_id":"{{Id}}","name":"n",{{member}}}""");
        Assert.Equal(new QueueEntry(kind, Id, "n", priority, Now), QueueEntry.Of(JobIndex.Read(kind, document), document, Now));
    }

    [Fact]
    public void A_job_without_a_name_has_no_entry()
    {
        var document = JobDocument.FromString($$"""{"_id":"{{Id}}"}""");
        Assert.Null(QueueEntry.Of(JobIndex.Read(JobKind.Queue, document), document, Now));
    }

    private static NewJob New() => new("n", "{}"u8.ToArray());
}
