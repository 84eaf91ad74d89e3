namespace JobsGateway.Gateway.Configuration;

/// <summary>The sample jobs.</summary>
internal sealed record SamplesOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Samples";

    /// <summary>Whether the sample jobs are loaded into the store of <c>FetchById</c> where it is empty. Default: in Development.</summary>
    public bool? Enabled { get; init; }
}
