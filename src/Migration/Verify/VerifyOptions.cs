using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>How two sides are compared.</summary>
public sealed record VerifyOptions
{
    /// <summary>Which kinds of job are compared. Default: both.</summary>
    public IReadOnlyList<JobKind> Kinds { get; init; } = [JobKind.Agenda, JobKind.Queue];

    /// <summary>Whether a job that differs is looked at again before it counts: while the source is written to, a copy is a moment behind. Default: no.</summary>
    public bool Confirm { get; init; }

    /// <summary>How many jobs at most are looked at again; what differs beyond that counts at once. Default: 2,000.</summary>
    public int MostConfirmed { get; init; } = 2_000;

    /// <summary>How often a job is looked at again. Default: 5 times.</summary>
    public int ConfirmRounds { get; init; } = 5;

    /// <summary>How long it is waited before all but the first of these. Default: 3 seconds, more than a copy usually is behind.</summary>
    public TimeSpan ConfirmPause { get; init; } = TimeSpan.FromSeconds(3);
}
