namespace JobsGateway.Stores.Abstractions;

/// <summary>A store's database can't be reached now (network, failover), and it is worth trying again: nothing has to be mended in the configuration or the database first.</summary>
/// <param name="message">The reason, for an operator; without secrets.</param>
/// <param name="inner">What the driver said.</param>
public sealed class JobStoreUnreachableException(string message, Exception? inner = null) : JobStoreException(message, inner);
