using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;

namespace JobsGateway.Telemetry.Tests.Support;

/// <summary>A gateway in front of a local store and a server, <c>studio</c>, which answers fetches by correlation id and what passes through.</summary>
internal sealed class TracedGateway : IAsyncDisposable
{
    public const string Missing = "/api/v2/jobs/65e1f3a07c1b2d0099000001";
    public const string AtStudio = "/api/v2/jobs/correlationId/c1";

    /// <summary>A client's context that asks for a trace.</summary>
    public const string Recorded = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /// <summary>A client's context that asks for none.</summary>
    public const string NotRecorded = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

    private TracedGateway(TestGateway gateway, ScriptedUpstream studio, OtlpReceiver? receiver, SpanLog spans) =>
        (Gateway, Studio, Receiver, Spans) = (gateway, studio, receiver, spans);

    public TestGateway Gateway { get; }

    public ScriptedUpstream Studio { get; }

    public OtlpReceiver? Receiver { get; }

    public SpanLog Spans { get; }

    /// <param name="sampleRatio">The share of requests that are traced; null for no telemetry at all.</param>
    /// <param name="settings">More settings.</param>
    public static async Task<TracedGateway> StartAsync(string? sampleRatio, params (string Key, string? Value)[] settings)
    {
        var studio = ScriptedUpstream.Start();
        var receiver = sampleRatio is null ? null : await OtlpReceiver.StartAsync();
        var all = new Dictionary<string, string?>(receiver?.Settings ?? [])
        {
            ["Telemetry:Traces:SampleRatio"] = sampleRatio,
            ["Stores:studio:Type"] = "Upstream",
            ["Stores:studio:Destinations:a:Address"] = studio.Address.AbsoluteUri,
            ["Stores:studio:Resilience:Retry:Delay"] = "00:00:00",
            ["Routes:FetchByCorrelationId:Store"] = "studio",
            ["Routes:PassThrough:Store"] = "studio",
        };
        foreach (var operation in new[] { "FetchById", "FetchByExternalId", "RetryById", "RetryByQuery" })
            all[$"Routes:{operation}:Store"] = "local";
        foreach (var (key, value) in settings)
            all[key] = value;
        var spans = new SpanLog();
        var gateway = await TestGateway.StartAsync(all, configure: builder => builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddProcessor(spans)));
        return new(gateway, studio, receiver, spans);
    }

    public Task<RawResponse> GetAsync(string target, params (string Name, string Value)[] headers) => SendAsync("GET", target, headers);

    public Task<RawResponse> SendAsync(string method, string target, params (string Name, string Value)[] headers) => Gateway.SendAsync(method, target, [Tokens.Admin, .. headers]);

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Studio.DisposeAsync();
        if (Receiver is not null)
            await Receiver.DisposeAsync();
    }
}
