namespace JobsGateway.Studio;

/// <summary>A retry that Studio answers with 500 and this message.</summary>
internal sealed class RetryRefused(string message) : Exception(message);
