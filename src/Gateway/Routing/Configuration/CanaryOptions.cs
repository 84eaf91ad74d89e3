using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Gateway.Routing.Configuration;

/// <summary>Which requests another store answers. Those that any of the settings names go there; the same key always to the same side.</summary>
internal sealed record CanaryOptions
{
    /// <summary>The store that answers them, by its name under <c>Stores</c>.</summary>
    [Required(ErrorMessage = "is not set; name the store that answers a part of the requests")]
    public string? Store { get; init; }

    /// <summary>How many of a hundred keys go there, from 0 to 100; fractions count. Raising it moves keys there and none back. Default: 0.</summary>
    [Range(0d, 100d)]
    public double Percent { get; init; }

    /// <summary>The claim of the token that is the key, such as <c>appName</c>; a token without it stays. Default: what is asked for; a job id, a correlation id or an external id.</summary>
    public string? Claim { get; init; }

    /// <summary>Names of jobs that go there. The name is read from whichever of the two stores is local; a job it does not have stays. Default: none.</summary>
    public IReadOnlyList<string> JobNames { get; init; } = [];

    /// <summary>Claims whose bearers go there, each as <c>name=value</c>. Default: none.</summary>
    public IReadOnlyList<string> Claims { get; init; } = [];

    /// <summary>Jobs made later than this go there, as their ids tell; asked for by id only. Such as <c>2026-12-01T00:00:00Z</c>. Default: none.</summary>
    public DateTimeOffset? NewerThan { get; init; }
}
