namespace JobsGateway.Gateway.Configuration;

/// <summary>The configuration can't be used; every error is listed.</summary>
public sealed class ConfigurationException : Exception
{
    /// <summary>Lists the errors.</summary>
    public ConfigurationException(IReadOnlyList<ConfigurationError> errors)
        : base($"The configuration has {errors.Count} error{(errors.Count == 1 ? "" : "s")}:{string.Concat(errors.Select(e => $"{Environment.NewLine}  - {e}"))}") =>
        Errors = errors;

    /// <inheritdoc cref="ConfigurationException(IReadOnlyList{ConfigurationError})"/>
    public ConfigurationException() : this([]) { }

    /// <inheritdoc cref="ConfigurationException(IReadOnlyList{ConfigurationError})"/>
    public ConfigurationException(string message) : this([new ConfigurationError("", message)]) { }

    /// <inheritdoc cref="ConfigurationException(IReadOnlyList{ConfigurationError})"/>
    public ConfigurationException(string message, Exception innerException) : base(message, innerException) => Errors = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; }
}
