using System.Net.Sockets;
using MongoDB.Driver;

namespace JobsGateway.Migration.Live.Source;

/// <summary>What kind of failure of the source an exception is.</summary>
internal static class SourceFailure
{
    private const int Unauthorized = 13, AuthenticationFailed = 18;

    // The resume token is no longer, or never was, a place in the server's history.
    private static readonly HashSet<int> LostHistory = [136, 260, 280, 286];

    // A member that is starting, stopping, stepping down or cut off from others; a cursor that is gone.
    private static readonly HashSet<int> Passing = [6, 7, 43, 63, 89, 91, 133, 150, 175, 189, 234, 237, 262, 9001, 10107, 11600, 11602, 13388, 13435, 13436];

    /// <summary>Whether the same may succeed after a while.</summary>
    public static bool IsPassing(Exception exception) => exception switch
    {
        MongoAuthenticationException or MongoIncompatibleDriverException or MongoConfigurationException => false,
        MongoConnectionException or MongoConnectionPoolPausedException or MongoWaitQueueFullException or MongoCursorNotFoundException
            or MongoExecutionTimeoutException or MongoNotPrimaryException or MongoNodeIsRecoveringException or TimeoutException or SocketException or IOException => true,
        MongoCommandException command => Passing.Contains(command.Code) || command.HasErrorLabel("ResumableChangeStreamError"),
        _ => false,
    };

    /// <summary>Whether a change stream can't go on from where it was.</summary>
    public static bool IsHistoryLost(Exception exception) => exception is MongoCommandException command && LostHistory.Contains(command.Code);

    /// <summary>Whether it comes from the source at all.</summary>
    public static bool Is(Exception exception) => exception is MongoException or TimeoutException or SocketException || IsPassing(exception);

    /// <summary>The cause and the cure, for an operator.</summary>
    public static string Explain(Exception exception, SourceAddress address) => exception switch
    {
        MongoAuthenticationException => $"MongoDB at {address} refused the user's name or password: check both, percent-encode odd characters in them, and name the database that holds the user with authSource=... in the address.",
        MongoCommandException { Code: AuthenticationFailed } => $"MongoDB at {address} refused the user's name or password: check both, and authSource=... in the address.",
        MongoCommandException { Code: Unauthorized } command => $"The user may not do that in {address}: {address.Redact(command.Message)} Grant it the role read on the database '{address.Database}'.",
        TimeoutException => $"No MongoDB server at {address} could be reached in time: check host and port, that a firewall lets this machine through, tls=true where the server wants it, and directConnection=true where only this member of a replica set can be reached from here.",
        MongoConnectionException or SocketException or IOException => $"The connection to MongoDB at {address} broke: {address.Redact(exception.Message)}",
        _ => $"MongoDB at {address} failed: {address.Redact(exception.Message)}",
    };
}
