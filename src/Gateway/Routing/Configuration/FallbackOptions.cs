using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Gateway.Routing.Configuration;

/// <summary>Where to ask next for a job that the store before does not have.</summary>
internal sealed record FallbackOptions
{
    /// <summary>The stores to ask next, in this order. One that has been asked already is not asked again.</summary>
    [Required(ErrorMessage = "is not set; write which stores are asked next: \"Stores\": [ \"local\" ]")]
    public IReadOnlyList<string> Stores { get; init; } = [];

    /// <summary>
    /// Whether the next store is asked, too, where one can't be asked (502, 503, 504, a circuit that is open). Fetches only: a retry that failed may have
    /// been carried out. If the next does not have the job either, the answer is 503, as nobody knows. Default: false.
    /// </summary>
    public bool OnUnavailable { get; init; }
}
