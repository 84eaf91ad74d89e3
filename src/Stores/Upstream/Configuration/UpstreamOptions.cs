using System.ComponentModel.DataAnnotations;
using JobsGateway.Stores.Resilience;

namespace JobsGateway.Stores.Upstream.Configuration;

/// <summary>A store of type <c>Upstream</c>: another server that answers, behind one or more addresses.</summary>
public sealed record UpstreamOptions
{
    /// <summary>Where the server is, by names of your own; several for several instances of it. At least one.</summary>
    [Required(ErrorMessage = "is not set; write where the server is: \"Destinations\": { \"a\": { \"Address\": \"https://studio.example.com/\" } }")]
    public IReadOnlyDictionary<string, DestinationOptions> Destinations { get; init; } = new Dictionary<string, DestinationOptions>();

    /// <summary>How a destination is chosen where there are several. Default: <see cref="LoadBalancingPolicy.PowerOfTwoChoices"/>.</summary>
    public LoadBalancingPolicy LoadBalancing { get; init; } = LoadBalancingPolicy.PowerOfTwoChoices;

    /// <summary>How destinations that do not work are found and left out.</summary>
    public HealthCheckOptions HealthChecks { get; init; } = new();

    /// <summary>Connections to the server.</summary>
    public TransportOptions Transport { get; init; } = new();

    /// <summary>What becomes of the headers <c>X-Forwarded-For</c>, <c>-Host</c>, <c>-Proto</c> and <c>-Prefix</c>, and of <c>Forwarded</c>. Default: <see cref="ForwardedHeaders.Set"/>.</summary>
    public ForwardedHeaders ForwardedHeaders { get; init; } = ForwardedHeaders.Set;

    /// <summary>Whether the client's <c>Authorization</c> header goes on to the server. Default: true.</summary>
    public bool PassToken { get; init; } = true;

    /// <summary>Whether the client's <c>Host</c> header goes on, instead of the destination's own name. Default: false.</summary>
    public bool PassHost { get; init; }

    /// <summary>How a retry that came by <c>GET</c> is sent. Default: <see cref="RetryVerb.Post"/>.</summary>
    public RetryVerb RetryVerb { get; init; } = RetryVerb.Post;

    /// <summary>Up to how many bytes an operation's answer is read whole before the client sees any of it, so that a broken one becomes a clean error. Default: 65536.</summary>
    [Range(0, 16 * 1024 * 1024)]
    public int AnswerBuffer { get; init; } = 64 * 1024;

    /// <summary>What is done when the server is slow or fails.</summary>
    public ResilienceOptions Resilience { get; init; } = new();
}
