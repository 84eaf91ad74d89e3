namespace JobsGateway.Stores.Abstractions.Tests;

public class AgendaStateTests
{
    [Theory]
    [InlineData(null, null, null, AgendaState.Scheduled)]
    [InlineData("05", null, null, AgendaState.Running)]
    [InlineData("05", "04", null, AgendaState.Running)]
    [InlineData("05", "04", "04", AgendaState.Running)]
    [InlineData("05", "05", null, AgendaState.Completed)]
    [InlineData("05", "06", null, AgendaState.Completed)]
    [InlineData("05", "06", "06", AgendaState.Failed)]
    [InlineData("05", null, "06", AgendaState.Failed)]
    [InlineData(null, "06", "06", AgendaState.Failed)]
    [InlineData(null, null, "06", AgendaState.Failed)]
    [InlineData(null, "05", "06", AgendaState.Failed)]
    [InlineData(null, "07", "06", AgendaState.Completed)]
    [InlineData(null, "07", null, AgendaState.Completed)]
    public void Timestamps_tell_the_state(string? lockedAt, string? lastFinishedAt, string? failedAt, string expected)
    {
        var document = JobDocument.FromString(
            $"{{\"_id\":\"65e1f3a07c1b2d0034b50001\",\"status\":\"ignored\",\"lockedAt\":{At(lockedAt)},\"lastFinishedAt\":{At(lastFinishedAt)},\"failedAt\":{At(failedAt)}}}");
        Assert.Equal(expected, JobIndex.Read(JobKind.Agenda, document).Status);
    }

    private static string At(string? second) => second is null ? "null" : $"\"2024-03-01T10:00:{second}.000Z\"";
}
