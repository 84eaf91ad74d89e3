using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Gateway.Routing.Configuration;

/// <summary>Where jobs are kept that an upstream store shows as ended.</summary>
internal sealed record KeepCopyOptions
{
    /// <summary>The local store that keeps them, by its name under <c>Stores</c>.</summary>
    [Required(ErrorMessage = "is not set; name the local store that keeps them")]
    public string? Store { get; init; }

    /// <summary>How many may wait to be written; more are dropped, counted, and kept when they are fetched again. Default: 1000.</summary>
    [Range(1, 100_000)]
    public int QueueLength { get; init; } = 1000;
}
