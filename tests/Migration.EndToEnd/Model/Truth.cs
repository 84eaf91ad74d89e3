using System.Collections.Concurrent;
using JobsGateway.Studio;

namespace JobsGateway.Migration.EndToEnd.Model;

/// <summary>What every job was, when: the versions that an answer may show.</summary>
/// <remarks>
/// An answer of Studio's shows a version that was in force at some moment between question and answer. An answer of the local store may also show an older one,
/// but none that was replaced before the import was last seen to be up to date (<see cref="FollowedUpTo"/>).
/// </remarks>
internal sealed class Truth
{
    private readonly ConcurrentDictionary<string, JobVersion[]> _jobs = [];
    private readonly List<(long Written, long Seen)> _followed = [];

    /// <summary>The ids of all jobs.</summary>
    public string[] Ids { get; private set; } = [];

    /// <summary>A job's versions, the oldest first.</summary>
    public IReadOnlyList<JobVersion> this[string id] => _jobs.GetValueOrDefault(id, []);

    /// <summary>Takes down what Studio wrote between two moments.</summary>
    public void Note(IEnumerable<JobChange> changes, long since, long by)
    {
        foreach (var change in changes)
            Add(change.Id, new JobVersion(change.Json, change.IsUnscheduled, since, by, IsLocalOnly: false));
        Ids = [.. _jobs.Keys.Order()];
    }

    /// <summary>Takes down what only the local store has.</summary>
    public void NoteLocal(string id, string json, long since, long by)
    {
        Add(id, new JobVersion(json, IsUnscheduled: false, since, by, IsLocalOnly: true));
        Ids = [.. _jobs.Keys.Order()];
    }

    /// <summary>What Studio had written by one moment, the local store had by another.</summary>
    public void FollowedUpTo(long written, long seen)
    {
        lock (_followed)
            _followed.Add((written, seen));
    }

    /// <summary>Up to when Studio's writes were in the local store for sure at a moment.</summary>
    public long FollowedAt(long moment)
    {
        lock (_followed)
            return _followed.Where(mark => mark.Seen < moment).Select(mark => mark.Written).DefaultIfEmpty(0).Max();
    }

    private void Add(string id, JobVersion version) => _jobs.AddOrUpdate(id, [version], (_, versions) => [.. versions, version]);
}
