using JobsGateway.Stores.Upstream.Tests.Resilience;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Failures;

public sealed class SecrecyTests
{
    private const string JobData = "0x2f5b8c3d";

    // The framework's own, and off by default, as it is below Information: it tells of every path that is matched, here of what passes through.
    private const string Matching = "Debug: Microsoft.AspNetCore.Routing.";

    // It is there to tell which job was retried.
    private const string Audit = "Information: JobsGateway.Audit: ";

    [Theory]
    [InlineData("Trace")]
    [InlineData("Information")]
    public async Task Neither_tokens_nor_ids_nor_bodies_are_logged_whatever_happens(string level)
    {
        await using var upstream = ScriptedUpstream.Start();
        await using var setup = await Setup.StartAsync(upstream, new()
        {
            ["Logging:LogLevel:Default"] = level,
            ["Resilience:CircuitBreaker:MinimumThroughput"] = "10",
            ["Resilience:Hedging:Enabled"] = "true",
        });
        var data = $"{{\"data\":\"{JobData}\"}}";
        var answers = new[]
        {
            Reply.Ok(data), Reply.Json(404, data), Reply.Json(500, data), Reply.Json(503, data), Reply.Nothing.Reset(),
            Reply.Send($"{JobData} is no status line\r\n\r\n").Close(), Reply.Send($"HTTP/1.1 200 OK\r\n{JobData} has no colon\r\n\r\n").Close(),
            Reply.Send($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{JobData} is no size\r\n").Close(),
            Reply.SendUpTo(Answer.Ok(data), Stage.HalfBody).Close(),
        };
        foreach (var answer in answers)
        {
            upstream.Always(answer);
            foreach (var shape in Enum.GetValues<Shape>())
            {
                try
                {
                    (await setup.SendAsync(shape)).Dispose();
                }
                catch (HttpRequestException)
                {
                    // Cut, as it has to be.
                }
            }
        }

        var telling = setup.Gateway.Logs.Lines
            .Where(line => new[] { Tokens.Admin, Tokens.Admin.Split('.')[2], JobData, "externalId=x" }.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase))
                || (line.Contains(Shapes.Id, StringComparison.OrdinalIgnoreCase) && !line.StartsWith(Audit, StringComparison.Ordinal)))
            .Where(line => !line.StartsWith(Matching, StringComparison.Ordinal));
        Assert.Empty(telling);
        Assert.Equal(level == "Trace", setup.Gateway.Logs.Lines.Any(line => line.StartsWith("Debug", StringComparison.Ordinal)));
        Assert.Contains(setup.Gateway.Logs.Lines, line => line.StartsWith("Error: JobsGateway.Stores.Upstream.UpstreamStore", StringComparison.Ordinal));
        Assert.Contains(setup.Gateway.Logs.Lines, line => line.Contains("OnCircuitOpened", StringComparison.Ordinal));
    }
}
