using System.Text.Json;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Worker;

/// <summary>What came of a job.</summary>
public sealed record JobResult
{
    private JobResult(JobEnd end) => End = end;

    /// <summary>The host stopped before it was done.</summary>
    internal static JobResult Released { get; } = new(JobEnd.Released);

    /// <summary>It stopped because the lease is lost.</summary>
    internal static JobResult Lost { get; } = new(JobEnd.Lost);

    internal JobEnd End { get; }

    internal string? Reason { get; private init; }

    internal TimeSpan? Delay { get; private init; }

    internal JobChanges? Changes { get; private init; }

    /// <summary>It is done.</summary>
    /// <param name="changes">What to write into the job; null for nothing.</param>
    public static JobResult Succeeded(JobChanges? changes = null) => new(JobEnd.Succeeded) { Changes = changes };

    /// <summary>It is done, and this came of it.</summary>
    /// <param name="data">
    /// Merged into the job's <c>data</c> (<see cref="JobChanges.Data"/>): an object, written with the web defaults of <see cref="JsonSerializer"/> (camel case).
    /// A null in it removes the key.
    /// </param>
    /// <param name="accountAddress">The account that did the work; null leaves it as it is.</param>
    public static JobResult Succeeded<TData>(TData data, string? accountAddress = null) =>
        Succeeded(new JobChanges { Data = JsonSerializer.SerializeToUtf8Bytes(data, JsonSerializerOptions.Web), AccountAddress = accountAddress });

    /// <summary>It failed for good: there is no other attempt, whatever <see cref="JobWorkerOptions.MaximumAttempts"/> says.</summary>
    /// <param name="reason">What clients see as <c>failReason</c>.</param>
    /// <param name="changes">What to write into the job; null for nothing.</param>
    public static JobResult Failed(string reason, JobChanges? changes = null) => new(JobEnd.Failed) { Reason = reason, Changes = changes };

    /// <summary>This attempt failed. There is another unless <see cref="JobWorkerOptions.MaximumAttempts"/> is reached; then the job fails.</summary>
    /// <param name="reason">What clients see as <c>failReason</c> where it was the last attempt.</param>
    /// <param name="delay">How long to wait before the next one; null for the backoff of <see cref="JobWorkerOptions"/>.</param>
    /// <param name="changes">What to write into the job; null for nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is less than nothing.</exception>
    public static JobResult RetryLater(string reason, TimeSpan? delay = null, JobChanges? changes = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay ?? TimeSpan.Zero, TimeSpan.Zero, nameof(delay));
        return new(JobEnd.RetryLater) { Reason = reason, Delay = delay, Changes = changes };
    }

    /// <summary>It was cancelled, and is not done. For queue jobs: an agenda job can't be cancelled, and fails.</summary>
    /// <param name="changes">What to write into the job; null for nothing.</param>
    public static JobResult Cancelled(JobChanges? changes = null) => new(JobEnd.Cancelled) { Changes = changes };
}

/// <summary>The ways an attempt can end.</summary>
internal enum JobEnd
{
    Succeeded = 0,
    Failed,
    RetryLater,
    Cancelled,
    Released,
    Lost,
}
