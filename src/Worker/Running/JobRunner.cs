using System.Diagnostics;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Worker.Configuration;
using JobsGateway.Worker.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Worker.Running;

/// <summary>Runs a claimed job: its handler in a scope of its own, with heartbeats, and then its end.</summary>
internal sealed class JobRunner(
    IJobQueue queue, IServiceScopeFactory scopes, RunningJobs running, JobEnding ending, WorkerMetrics metrics, WorkerLog log, OutageLog outages, TimeProvider clock)
{
    /// <param name="plan">The handler.</param>
    /// <param name="job">The job.</param>
    /// <param name="claimedAt">The timestamp from before the claim was sent.</param>
    /// <param name="abandon">The host has no more time.</param>
    public async Task RunAsync(HandlerPlan plan, ClaimedJob job, long claimedAt, CancellationToken abandon)
    {
        using var activity = WorkerActivities.Begin(plan.Name, job);
        metrics.Began(plan.Name);
        var result = RunResults.Unwritten;
        try
        {
            result = await RunLeasedAsync(plan, job, claimedAt, activity, abandon);
        }
        catch (Exception e)
        {
            log.StoreFailed(e);
        }
        finally
        {
            WorkerActivities.End(activity, result);
            metrics.Ended(plan.Name, result, clock.GetElapsedTime(claimedAt));
            log.Ended(plan.Name, job.Lease.Id, job.Attempt, result);
        }
    }

    private async Task<string> RunLeasedAsync(HandlerPlan plan, ClaimedJob job, long claimedAt, Activity? activity, CancellationToken abandon)
    {
        await using var lease = new HeldLease(queue, job.Lease, plan.Options.LeaseDuration, claimedAt, clock, outages);
        running.Add(lease);
        try
        {
            lease.Keep();
            var (result, exception) = await HandleAsync(plan, job, lease);
            activity?.SetTag("error.type", exception?.GetType().FullName);
            await lease.EndAsync();
            return await ending.WriteAsync(plan, job, result, exception, lease, abandon);
        }
        finally
        {
            running.Remove(lease);
        }
    }

    private async Task<(JobResult Result, Exception? Exception)> HandleAsync(HandlerPlan plan, ClaimedJob job, HeldLease lease)
    {
        await using var timeout = plan.Options.HandlerTimeout is { } time
            ? clock.CreateTimer(_ => lease.Stop(StopReason.Timeout), null, time, Timeout.InfiniteTimeSpan)
            : null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var handler = plan.Make(scope.ServiceProvider);
            return (await handler.RunAsync(new RunningJob(job, lease.ReportAsync), lease.Token) ?? throw new InvalidOperationException("The handler said nothing of the job's end."), null);
        }
        catch (OperationCanceledException) when (lease.Reason == StopReason.CancelRequested)
        {
            return (JobResult.Cancelled(), null);
        }
        catch (OperationCanceledException) when (lease.Reason == StopReason.Shutdown)
        {
            return (JobResult.Released, null);
        }
        catch (OperationCanceledException) when (lease.Reason == StopReason.LeaseLost)
        {
            return (JobResult.Lost, null);
        }
        catch (OperationCanceledException e) when (lease.Reason == StopReason.Timeout)
        {
            return (JobResult.RetryLater($"The job was not done within {plan.Options.HandlerTimeout:c}"), e);
        }
        catch (Exception e)
        {
            return (JobResult.RetryLater(e.Message), e);
        }
    }
}
