namespace JobsGateway.Import;

/// <summary>An import can't go on; the message names the cause and the cure, for an operator.</summary>
public sealed class ImportException : Exception
{
    /// <inheritdoc/>
    public ImportException() { }

    /// <inheritdoc/>
    public ImportException(string message) : base(message) { }

    /// <inheritdoc/>
    public ImportException(string message, Exception innerException) : base(message, innerException) { }
}
