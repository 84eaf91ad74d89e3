using JobsGateway.Stores.Upstream.Tests.Resilience;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Failures;

public sealed class SecrecyTests
{
    private const string JobData = "0x2f5b8c3d";

    // Off by default, as their lines are below Information: matching and Kestrel's parsing tell of the path of each request.
    private static readonly string[] Frameworks = ["Debug: Microsoft.AspNetCore.", "Trace: Microsoft.AspNetCore.", "Debug: Microsoft.IdentityModel.", "Trace: Microsoft.IdentityModel."];

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
            .Where(line => new[] { Tokens.Admin, Tokens.Admin.Split('.')[2], Shapes.Id, JobData, "externalId=x" }.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)))
            .Where(line => level != "Trace" || !Frameworks.Any(framework => line.StartsWith(framework, StringComparison.Ordinal)));
        Assert.Empty(telling);
        Assert.Contains(setup.Gateway.Logs.Lines, line => line.StartsWith("Error: JobsGateway.Stores.Upstream.UpstreamStore", StringComparison.Ordinal));
        Assert.Contains(setup.Gateway.Logs.Lines, line => line.Contains("OnCircuitOpened", StringComparison.Ordinal));
    }
}
