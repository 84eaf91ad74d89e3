using JobsGateway.Migration.Tests.Support;
using JobsGateway.MongoServer;

namespace JobsGateway.Migration.Tests.Follow;

/// <summary>By a change stream, on the server of tests/MongoServer.</summary>
public sealed class StreamOnWire : FollowTests
{
    protected override bool SeesAllDeletions => true;

    protected override Task<Studio> StudioAsync() => Task.FromResult(Studio.OnWire(new WireServerOptions { IsReplicaSet = true }));
}

/// <summary>By polling, on the server of tests/MongoServer.</summary>
public sealed class PollingOnWire : FollowTests
{
    protected override bool SeesAllDeletions => false;

    protected override Task<Studio> StudioAsync() => Task.FromResult(Studio.OnWire());
}

/// <summary>By a change stream, on MongoDB.</summary>
public sealed class StreamOnMongoDb : FollowTests
{
    protected override bool SeesAllDeletions => true;

    protected override Task<Studio> StudioAsync() => Studio.OnMongoDbAsync(isReplicaSet: true);
}

/// <summary>By polling, on MongoDB.</summary>
public sealed class PollingOnMongoDb : FollowTests
{
    protected override bool SeesAllDeletions => false;

    protected override Task<Studio> StudioAsync() => Studio.OnMongoDbAsync(isReplicaSet: false);
}
