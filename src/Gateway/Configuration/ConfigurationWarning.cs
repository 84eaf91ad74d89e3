namespace JobsGateway.Gateway.Configuration;

/// <summary>Something that is allowed and works, and that an operator should know of.</summary>
/// <param name="Path">The key, as in <c>Jwt:Secrets:0</c>.</param>
/// <param name="Message">What it means and what would be better.</param>
internal sealed record ConfigurationWarning(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}
