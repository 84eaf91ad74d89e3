namespace JobsGateway.Gateway.Configuration.Files;

/// <summary>A source that keeps what it held while it can't be read.</summary>
internal interface ISteadyProvider
{
    /// <summary>What it held when it could be read last, and why it can't be read now; all of the same moment.</summary>
    (IReadOnlyDictionary<string, string?> Data, IReadOnlyList<ConfigurationError> Problems) Take();
}
