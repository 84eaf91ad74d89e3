namespace JobsGateway.Migration.Verify;

/// <summary>A comparison can't go on; the message names the cause and the cure, for an operator.</summary>
public sealed class VerifyException : Exception
{
    /// <inheritdoc/>
    public VerifyException() { }

    /// <inheritdoc/>
    public VerifyException(string message) : base(message) { }

    /// <inheritdoc/>
    public VerifyException(string message, Exception innerException) : base(message, innerException) { }
}
