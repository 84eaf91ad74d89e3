using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Stores.Upstream.Configuration;

/// <summary>How destinations that do not work are found. While none works, all are tried.</summary>
public sealed record HealthCheckOptions
{
    /// <summary>By asking them, now and then.</summary>
    public ActiveHealthCheckOptions Active { get; init; } = new();

    /// <summary>By how requests fare.</summary>
    public PassiveHealthCheckOptions Passive { get; init; } = new();
}

/// <summary>The section <c>HealthChecks:Active</c>: every destination is asked regularly.</summary>
public sealed record ActiveHealthCheckOptions
{
    /// <summary>Whether it is done. Default: false.</summary>
    public bool Enabled { get; init; }

    /// <summary>What is asked for, by <c>GET</c>; a 2xx is good. Default: <c>/health</c>, as Studio has it.</summary>
    public string Path { get; init; } = "/health";

    /// <summary>How often. Default: 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an answer may take. Default: 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many checks in a row must fail for a destination to be left out. Default: 2.</summary>
    [Range(1, 100)]
    public int Failures { get; init; } = 2;
}

/// <summary>The section <c>HealthChecks:Passive</c>: a destination that can't be reached or does not answer in time is left out for a while.</summary>
public sealed record PassiveHealthCheckOptions
{
    /// <summary>Whether it is done. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How many requests in a row must fail, by the connection or by time-out, whatever the answers say; of those that pass through, where no connection could be made. Default: 1, as nginx's <c>max_fails</c>.</summary>
    [Range(1, 1000)]
    public int Failures { get; init; } = 1;

    /// <summary>How long it is left out. Default: 10 s, as nginx's <c>fail_timeout</c>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan ReactivationPeriod { get; init; } = TimeSpan.FromSeconds(10);
}
