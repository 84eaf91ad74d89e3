namespace JobsGateway.Gateway.Operations.Management;

/// <summary>A port of its own for what operators and their tools ask for.</summary>
internal sealed record ManagementOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Management";

    /// <summary>Where health, parity, documents, metrics and the console are served, and nowhere else then: like `http://localhost:5081`, several separated by `;`, on ports nothing else
    /// listens on. Default: none, they are served beside the jobs API.</summary>
    public string? Urls { get; init; }
}
