using JobsGateway.Migration.Live;

namespace JobsGateway.Migration.Follow;

/// <summary>Chooses how to follow a source.</summary>
internal static class Followers
{
    public static async Task<IFollower> ChooseAsync(LiveSession session, CancellationToken cancellationToken) =>
        (await session.Source.AskAsync(cancellationToken)).HasChangeStreams ? new ChangeStreamFollower(session) : new PollingFollower(session);
}
