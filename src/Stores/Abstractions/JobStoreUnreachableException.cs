namespace JobsGateway.Stores.Abstractions;

/// <summary>A store's database can't be reached right now; it may be worth trying again, as opposed to what its base class tells of.</summary>
/// <param name="message">The cause, for an operator; without secrets.</param>
/// <param name="inner">What the driver reported.</param>
public sealed class JobStoreUnreachableException(string message, Exception? inner = null) : JobStoreException(message, inner);
