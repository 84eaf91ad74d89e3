namespace JobsGateway.Gateway.Authentication.Configuration;

/// <summary>Something wrong in the section <c>Jwt</c>.</summary>
/// <param name="Path">Key of the setting, such as <c>Jwt:Secrets:0</c>.</param>
/// <param name="Message">What is wrong and how to mend it; never the value of a secret.</param>
public sealed record JwtConfigurationError(string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}
