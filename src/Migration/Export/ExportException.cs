namespace JobsGateway.Migration.Export;

/// <summary>An export can't go on; the message names the cause and the cure, for an operator.</summary>
public sealed class ExportException : Exception
{
    /// <inheritdoc/>
    public ExportException() { }

    /// <inheritdoc/>
    public ExportException(string message) : base(message) { }

    /// <inheritdoc/>
    public ExportException(string message, Exception innerException) : base(message, innerException) { }
}
