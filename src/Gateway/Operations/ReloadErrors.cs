using Microsoft.Extensions.Configuration;

namespace JobsGateway.Gateway.Operations;

/// <summary>Tells when a configuration file that was changed under the running gateway can't be read. Without it the file's error ends in a watcher's task, unseen.</summary>
internal static partial class ReloadErrors
{
    /// <summary>From now on: at the start such a file stops the process.</summary>
    public static void TellOf(IConfigurationBuilder configuration, ILogger logger)
    {
        foreach (var source in configuration.Sources.OfType<FileConfigurationSource>())
        {
            source.OnLoadException = context =>
            {
                context.Ignore = true; // Nothing is to be gained from bringing a working gateway down.
                LogUnreadable(logger, source.Path ?? "", context.Exception.InnerException?.Message ?? context.Exception.Message);
            };
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{File} was changed and can't be read: {Reason} What was in force before stays in force; mend the file.")]
    private static partial void LogUnreadable(ILogger logger, string file, string reason);
}
