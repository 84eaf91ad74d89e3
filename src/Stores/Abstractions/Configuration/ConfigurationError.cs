namespace JobsGateway.Stores.Abstractions.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="Path">The key, as in <c>Stores:local:Type</c>.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record ConfigurationError(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}
