namespace JobsGateway.Stores.Abstractions.Configuration;

/// <summary>A store's section is wrong. Tells all its errors at once, so that they can be cured in one go.</summary>
public sealed class JobStoreConfigurationException : Exception
{
    /// <inheritdoc/>
    public JobStoreConfigurationException() { }

    /// <inheritdoc/>
    public JobStoreConfigurationException(string message) : base(message) { }

    /// <inheritdoc/>
    public JobStoreConfigurationException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>The section has these errors.</summary>
    public JobStoreConfigurationException(IReadOnlyList<ConfigurationError> errors) : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>What is wrong, each with its key and the cure.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; } = [];
}
