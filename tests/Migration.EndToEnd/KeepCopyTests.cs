using System.Text.Json.Nodes;
using JobsGateway.Migration.EndToEnd.Processes;
using JobsGateway.Migration.EndToEnd.Traffic;

namespace JobsGateway.Migration.EndToEnd;

/// <summary>The light way of docs/migrate.md, without access to Studio's database.</summary>
public sealed class KeepCopyTests : IAsyncLifetime
{
    private Move _move = null!;

    public async Task InitializeAsync() => _move = await Move.StartAsync("09-keep-copies.json", new Step("copies", 0));

    public async Task DisposeAsync() => await _move.DisposeAsync();

    [Fact]
    public async Task Jobs_that_were_fetched_when_they_had_ended_are_answered_while_Studio_is_away()
    {
        await _move.AdvanceAsync(20);
        await _move.PollAsync();
        var ended = _move.Truth.Ids.Where(id => (string?)JsonNode.Parse(_move.Truth[id][^1].Json)!["lastFinishedAt"] is not null).ToList();
        Assert.NotEmpty(ended);
        await _move.Local.PrepareAsync(default);
        foreach (var id in ended)
        {
            Assert.Equal(200, (await _move.SendAsync(HttpMethod.Get, $"/api/v2/jobs/{id}")).Status);
            await Bounds.UntilAsync<string>("it is kept", async () => (await _move.Local.FetchByIdAsync(JobId.Parse(id), default)).Status == OutcomeStatus.Found ? "" : null);
        }

        var open = _move.Truth.Ids.Except(ended).First();
        Assert.Equal(OutcomeStatus.NotFound, (await _move.Local.FetchByIdAsync(JobId.Parse(open), default)).Status);
        await _move.SettleAsync();
        await _move.StudioLeavesAsync();
        foreach (var id in ended)
        {
            var (status, body) = await _move.SendAsync(HttpMethod.Get, $"/api/v2/jobs/{id}");
            Assert.Equal((200, $$"""{"data":{{_move.Truth[id][^1].Json}}}"""), (status, body));
        }

        Assert.Equal(503, (await _move.SendAsync(HttpMethod.Get, $"/api/v2/jobs/{open}")).Status);
    }
}
