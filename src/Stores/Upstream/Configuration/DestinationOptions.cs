using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Stores.Upstream.Configuration;

/// <summary>One address of the server.</summary>
public sealed record DestinationOptions
{
    /// <summary>The server's address; a path in it is put before every request's path.</summary>
    [Required(ErrorMessage = "is not set; write the server's address, such as https://studio.example.com/")]
    public Uri? Address { get; init; }

    /// <summary>Where active health checks are sent, if elsewhere. Default: <see cref="Address"/>.</summary>
    public Uri? Health { get; init; }

    /// <summary>The <c>Host</c> header for this destination. Default: the address's own.</summary>
    public string? Host { get; init; }
}
