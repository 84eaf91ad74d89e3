using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using JobsGateway.Stores.Resilience.Tests.Support;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.Resilience.Tests;

/// <summary>What is logged and measured.</summary>
public sealed class TelemetryTests : ResilienceTest
{
    [Fact]
    public async Task Only_the_circuit_is_loud()
    {
        await using var store = Store();
        await OpenAsync(store);
        await store.AskAsync(Ask.FetchById);
        Clock.Advance(TimeSpan.FromSeconds(5));
        Inner.Say(ScriptedStore.Found);
        await store.AskAsync(Ask.FetchById);
        var loud = Log.Lines.Where(line => line.Level > LogLevel.Debug).ToList();
        Assert.Equal([LogLevel.Error, LogLevel.Information, LogLevel.Information], loud.Select(line => line.Level));
        Assert.Contains("'OnCircuitOpened', Source: 'local/(null)/CircuitBreaker', Operation Key: 'RetryById', Result: 'the disk is full'", loud[0].Text, StringComparison.Ordinal);
        Assert.Contains("OnCircuitHalfOpened", loud[1].Text, StringComparison.Ordinal);
        Assert.Contains("OnCircuitClosed", loud[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_is_never_logged()
    {
        await using var store = Store();
        Inner.Answer = (before, _) => LaterAsync(before == 0 ? ScriptedStore.Down : JobOutcome.Found(JobDocument.FromString("""{"secret":1}""")));
        await FinishAsync(store.AskAsync(Ask.FetchById));
        Assert.NotEmpty(Log.Lines);
        Assert.DoesNotContain(Log.Lines, line => line.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_operation_is_measured_once_by_store_and_operation()
    {
        var name = $"measured-{Guid.NewGuid():N}";
        var measured = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Polly")
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Add(instrument, tags));
        listener.Start();
        await using var store = new ResilientJobStore(Inner, name, new() { Retry = new() { MaxAttempts = 2 } }, Clock, Log);
        Inner.Answer = (before, _) => new(before == 0 ? ScriptedStore.Down : ScriptedStore.Found);
        await FinishAsync(store.AskAsync(Ask.FetchById));
        await FinishAsync(store.AskAsync(Ask.RetryById));
        Assert.Equal(
            [
                "resilience.polly.strategy.events PipelineExecuting  FetchById",
                "resilience.polly.strategy.attempt.duration ExecutionAttempt Retry FetchById",
                "resilience.polly.strategy.events OnRetry Retry FetchById",
                "resilience.polly.strategy.attempt.duration ExecutionAttempt Retry FetchById",
                "resilience.polly.pipeline.duration PipelineExecuted  FetchById",
                "resilience.polly.strategy.events PipelineExecuting  RetryById",
                "resilience.polly.strategy.attempt.duration ExecutionAttempt Retry RetryById",
                "resilience.polly.pipeline.duration PipelineExecuted  RetryById",
            ],
            measured);

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var values = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
            if (values.GetValueOrDefault("pipeline.name") as string == name)
                measured.Enqueue($"{instrument.Name} {values["event.name"]} {values.GetValueOrDefault("strategy.name")} {values["operation.key"]}");
        }
    }
}
