using JobsGateway.Gateway.Configuration;

namespace JobsGateway.Gateway.Operations.Reload;

/// <summary>What is told of the configuration while the gateway runs.</summary>
internal sealed partial class ReloadLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    public void Refused(IReadOnlyList<ConfigurationError> errors)
    {
        foreach (var error in errors)
            LogError(error.Path, error.Message);
        LogRefused(errors.Count);
    }

    public void Warn(IEnumerable<ConfigurationWarning> warnings)
    {
        foreach (var warning in warnings)
            LogWarning(warning.Path, warning.Message);
    }

    public void NeedsRestart(IReadOnlyCollection<string> sections)
    {
        if (sections.Count > 0)
            LogNeedsRestart(string.Join(", ", sections));
    }

    public void Accepted(string changes) => LogAccepted(changes);

    /// <summary>Where a store failed with what no store should: its error says what, this says where.</summary>
    public void NotOpened(string store, Exception exception) => LogNotOpened(store, exception);

    [LoggerMessage(EventId = 1201, EventName = "ConfigurationAccepted", Level = LogLevel.Information, Message = "The changed configuration is in force: {Changes}.")]
    private partial void LogAccepted(string changes);

    [LoggerMessage(EventId = 1202, EventName = "ConfigurationRefused", Level = LogLevel.Error, Message = "The changed configuration is refused ({Count} errors). What was in force before stays in force; mend it.")]
    private partial void LogRefused(int count);

    [LoggerMessage(EventId = 1205, EventName = "RestartNeeded", Level = LogLevel.Warning, Message = "{Sections} was changed; that takes effect when the gateway is started again.")]
    private partial void LogNeedsRestart(string sections);

    [LoggerMessage(EventId = 1204, EventName = "ConfigurationWarning", Level = LogLevel.Warning, Message = "{Path} {Warning}")]
    private partial void LogWarning(string path, string warning);

    [LoggerMessage(EventId = 1206, EventName = "NewStoreNotOpened", Level = LogLevel.Debug, Message = "The store {Name} could not be opened.")]
    private partial void LogNotOpened(string name, Exception exception);

    [LoggerMessage(EventId = 1203, EventName = "ConfigurationError", Level = LogLevel.Error, Message = "{Path}: {Error}")]
    private partial void LogError(string path, string error);
}
