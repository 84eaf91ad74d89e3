using System.Diagnostics;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Resilience.Telemetry;

/// <summary>Measures the calls of a local store, as clients meet them: with the waits and second attempts of its pipeline.</summary>
/// <param name="inner">The store; it is disposed of with this one.</param>
/// <param name="name">Its name in configuration.</param>
/// <param name="system">What the database is, by OpenTelemetry's names for <c>db.system.name</c>.</param>
/// <param name="clock">Tells how long calls took.</param>
public sealed class MeasuredJobStore(IJobStore inner, string name, string system, TimeProvider clock) : IJobStore
{
    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellationToken) => inner.PrepareAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> FetchByIdAsync(JobId id, CancellationToken cancellationToken) => StoreTelemetry.IsCallMeasured
        ? Measure("FetchById", static (store, id, token) => store.FetchByIdAsync(id, token), id, static outcome => OutcomeNames.Of(outcome), cancellationToken)
        : inner.FetchByIdAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> FetchByCorrelationIdAsync(string correlationId, CancellationToken cancellationToken) => StoreTelemetry.IsCallMeasured
        ? Measure("FetchByCorrelationId", static (store, id, token) => store.FetchByCorrelationIdAsync(id, token), correlationId, static outcome => OutcomeNames.Of(outcome), cancellationToken)
        : inner.FetchByCorrelationIdAsync(correlationId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobsOutcome> FetchByExternalIdAsync(string externalId, CancellationToken cancellationToken) => StoreTelemetry.IsCallMeasured
        ? Measure("FetchByExternalId", static (store, id, token) => store.FetchByExternalIdAsync(id, token), externalId, static outcome => OutcomeNames.Of(outcome), cancellationToken)
        : inner.FetchByExternalIdAsync(externalId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobOutcome> RetryByIdAsync(JobId id, CancellationToken cancellationToken) => StoreTelemetry.IsCallMeasured
        ? Measure("RetryById", static (store, id, token) => store.RetryByIdAsync(id, token), id, static outcome => OutcomeNames.Of(outcome), cancellationToken)
        : inner.RetryByIdAsync(id, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RetryQueryOutcome> RetryByQueryAsync(RetryQuery query, CancellationToken cancellationToken) => StoreTelemetry.IsCallMeasured
        ? Measure("RetryByQuery", static (store, query, token) => store.RetryByQueryAsync(query, token), query, static outcome => OutcomeNames.Of(outcome), cancellationToken)
        : inner.RetryByQueryAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> IsEmptyAsync(CancellationToken cancellationToken) => inner.IsEmptyAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private ValueTask<TOutcome> Measure<TArgument, TOutcome>(
        string operation, Func<IJobStore, TArgument, CancellationToken, ValueTask<TOutcome>> send, TArgument argument, Func<TOutcome, string> nameOf, CancellationToken cancellationToken)
    {
        if (StoreTelemetry.IsTraced)
            return TraceAsync(operation, send, argument, nameOf, cancellationToken);
        if (!StoreTelemetry.CallDuration.Enabled)
            return send(inner, argument, cancellationToken);
        var start = clock.GetTimestamp();
        var answer = send(inner, argument, cancellationToken);
        if (!answer.IsCompletedSuccessfully)
            return AwaitAsync(operation, answer, nameOf, start);
        var outcome = answer.Result; // Answered at once, as a local file mostly does: no state machine for it.
        Record(operation, nameOf(outcome), start);
        return new(outcome);
    }

    private async ValueTask<TOutcome> AwaitAsync<TOutcome>(string operation, ValueTask<TOutcome> answer, Func<TOutcome, string> nameOf, long start)
    {
        var name = OutcomeNames.Failed;
        try
        {
            var outcome = await answer;
            name = nameOf(outcome);
            return outcome;
        }
        catch (Exception e)
        {
            name = OutcomeNames.Of(e);
            throw;
        }
        finally
        {
            Record(operation, name, start);
        }
    }

    // A method of its own that is asynchronous from its first line: the span must not stay the caller's current one.
    private async ValueTask<TOutcome> TraceAsync<TArgument, TOutcome>(
        string operation, Func<IJobStore, TArgument, CancellationToken, ValueTask<TOutcome>> send, TArgument argument, Func<TOutcome, string> nameOf, CancellationToken cancellationToken)
    {
        using var span = StoreTelemetry.Spans.StartActivity($"store {operation}", ActivityKind.Client);
        span?.SetTag("db.system.name", system).SetTag("operation", operation).SetTag("store", name);
        var became = OutcomeNames.Failed;
        var start = clock.GetTimestamp();
        try
        {
            var outcome = await send(inner, argument, cancellationToken);
            became = nameOf(outcome);
            return outcome;
        }
        catch (Exception e)
        {
            became = OutcomeNames.Of(e);
            span?.SetTag("error.type", e.GetType().FullName);
            throw;
        }
        finally
        {
            Record(operation, became, start);
            span?.SetTag("outcome", became);
            if (became is OutcomeNames.Unavailable or OutcomeNames.Failed)
                span?.SetStatus(ActivityStatusCode.Error); // Without a description: what an exception says may hold data.
        }
    }

    private void Record(string operation, string outcome, long start) =>
        StoreTelemetry.CallDuration.Record(clock.GetElapsedTime(start).TotalSeconds, new("store", name), new("operation", operation), new("outcome", outcome));
}
