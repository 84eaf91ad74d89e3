using System.Text.Json.Nodes;
using JobsGateway.Migration.EndToEnd.Processes;

namespace JobsGateway.Migration.EndToEnd;

/// <summary>Reads the report on parity as an operator does.</summary>
internal sealed class ParityDesk(Move move)
{
    private static readonly string[] Operations = ["FetchById", "FetchByCorrelationId", "FetchByExternalId"];

    public async Task<JsonObject> ReadAsync()
    {
        var (status, body) = await move.SendAsync(HttpMethod.Get, "/gateway/parity");
        Assert.True(status == 200, body);
        return JsonNode.Parse(body)!["operations"]!.AsObject();
    }

    /// <summary>The verdict on an operation as it is now.</summary>
    public async Task<string?> VerdictAsync(string operation) => (string?)(await ReadAsync())[operation]?["verdict"];

    /// <summary>Begins anew, as after something was mended.</summary>
    public async Task ResetAsync() => Assert.Equal(200, (await move.SendAsync(HttpMethod.Post, "/gateway/parity/reset")).Status);

    /// <summary>Waits until the verdict is that an operation is not ready, and gives its part of the report.</summary>
    public Task<JsonNode> NotReadyAsync(string operation)
    {
        var last = "";
        return Bounds.UntilAsync(
            $"{operation} is not ready",
            async () =>
            {
                var report = await ReadAsync();
                last = report.ToJsonString();
                return (string?)report[operation]?["verdict"] == "notReady" ? report[operation] : null;
            },
            () => last);
    }

    /// <summary>Waits until every operation is ready; none has differed since the reset.</summary>
    public async Task ReadyAsync(string primary, string candidate)
    {
        var last = "";
        await Bounds.UntilAsync(
            "all operations are ready",
            async () =>
            {
                var report = await ReadAsync();
                last = report.ToJsonString();
                return Operations.All(operation => (string?)report[operation]?["verdict"] == "ready") ? report : null;
            },
            () => last);
        foreach (var (operation, part) in await ReadAsync())
        {
            Assert.Equal((primary, candidate), ((string?)part!["primary"], (string?)part["candidate"]));
            Assert.True((int)part["different"]! == 0, $"{operation}: {part.ToJsonString()}");
        }
    }
}
