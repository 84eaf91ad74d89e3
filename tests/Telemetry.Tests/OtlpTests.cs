using JobsGateway.Telemetry.Tests.Support;

namespace JobsGateway.Telemetry.Tests;

/// <summary>What is sent to a collector.</summary>
public sealed class OtlpTests
{
    [Fact]
    public async Task Metrics_traces_and_logs_arrive()
    {
        await using var receiver = await SendAsync();
        Assert.Contains("jobsgateway.request.duration", receiver.Of("metrics"), StringComparison.Ordinal);
        Assert.Contains("FetchByCorrelationId", receiver.Of("traces"), StringComparison.Ordinal);
        Assert.Contains("send Fetch", receiver.Of("traces"), StringComparison.Ordinal);
        Assert.Contains("AnsweredWithError", receiver.Of("logs"), StringComparison.Ordinal);
        Assert.All(new[] { "metrics", "traces", "logs" }, signal => Assert.Contains("JobsGateway", receiver.Of(signal), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Telemetry:Metrics", "metrics")]
    [InlineData("Telemetry:Traces:Enabled", "traces")]
    [InlineData("Telemetry:Logs", "logs")]
    public async Task What_is_switched_off_is_not_sent(string key, string signal)
    {
        await using var receiver = await SendAsync((key, "false"));
        Assert.Equal(new[] { "logs", "metrics", "traces" }.Where(one => one != signal), receiver.Received.Select(one => one.Path.Split('/')[^1]).Distinct().Order());
    }

    [Theory]
    [InlineData("metrics")]
    [InlineData("traces")]
    [InlineData("logs")]
    public async Task A_signal_with_an_address_of_its_own_goes_there_and_no_other_goes_anywhere(string signal)
    {
        await using var other = await OtlpReceiver.StartAsync();
        await using var receiver = await SendAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", null), ($"OTEL_EXPORTER_OTLP_{signal.ToUpperInvariant()}_ENDPOINT", $"{other.Address}/own/{signal}"));
        Assert.Empty(receiver.Received);
        Assert.Equal([$"/own/{signal}"], other.Received.Select(one => one.Path).Distinct());
    }

    [Fact]
    public async Task The_resource_is_named_by_the_standard_variables()
    {
        await using var receiver = await SendAsync(("OTEL_SERVICE_NAME", "jobs-blue"), ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=blue"));
        Assert.Contains("jobs-blue", receiver.Of("metrics"), StringComparison.Ordinal);
        Assert.Contains("deployment.environment.name", receiver.Of("traces"), StringComparison.Ordinal);
    }

    // What is left is sent when the gateway stops.
    private static async Task<OtlpReceiver> SendAsync(params (string Key, string? Value)[] settings)
    {
        var receiver = await OtlpReceiver.StartAsync();
        await using var gateway = await TracedGateway.StartAsync(null, [.. receiver.Settings.Select(pair => (pair.Key, pair.Value)), ("Telemetry:Traces:SampleRatio", "1"), ("Logging:LogLevel:JobsGateway", "Information"), .. settings]);
        gateway.Studio.Always(Reply.Nothing.Close());
        await gateway.GetAsync(TracedGateway.AtStudio);
        await gateway.GetAsync(TracedGateway.Missing);
        return receiver;
    }
}
