using Microsoft.Extensions.Logging;

namespace JobsGateway.WebConsole.Jobs;

/// <summary>What the retry dialogue logs.</summary>
internal static partial class RetryLog
{
    [LoggerMessage(EventId = 1700, EventName = "RetryNotShown", Level = LogLevel.Error, Message = "The console could not show what came of a retry; the audit has it.")]
    public static partial void NotShown(ILogger logger, Exception exception);
}
