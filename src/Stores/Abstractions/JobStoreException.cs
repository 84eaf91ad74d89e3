namespace JobsGateway.Stores.Abstractions;

/// <summary>A store can't be prepared or a batch can't be written; the message names the cause and the cure, for an operator.</summary>
public class JobStoreException : Exception
{
    /// <inheritdoc/>
    public JobStoreException() { }

    /// <inheritdoc/>
    public JobStoreException(string message) : base(message) { }

    /// <inheritdoc/>
    public JobStoreException(string message, Exception? innerException) : base(message, innerException) { }
}
