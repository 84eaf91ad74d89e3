using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Migration.Follow;

/// <summary>Jobs that have not ended: they may change without a date that tells. The latest so many.</summary>
internal sealed class OpenJobs(int capacity)
{
    private readonly HashSet<ObjectId> _ids = [];
    private readonly Queue<ObjectId> _order = [];

    /// <summary>The jobs, in lots of that many.</summary>
    public IEnumerable<ObjectId[]> Lots(int size) => _ids.ToArray().Chunk(size);

    /// <summary>Notes how a job is now.</summary>
    public void Note(ObjectId id, JobIndex? job)
    {
        if (job?.Status is "pending" or "started" or "cancelRequested" or AgendaState.Running or AgendaState.Scheduled)
            Add(id);
        else
            _ids.Remove(id);
    }

    /// <summary>The job is gone.</summary>
    public void Forget(ObjectId id) => _ids.Remove(id);

    private void Add(ObjectId id)
    {
        if (!_ids.Add(id))
            return;
        _order.Enqueue(id);
        // The order also holds jobs that have ended; these fall out of it first.
        while (_ids.Count > capacity || _order.Count > capacity * 2)
            _ids.Remove(_order.Dequeue());
    }
}
