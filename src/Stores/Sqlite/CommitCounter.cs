namespace JobsGateway.Stores.Sqlite;

/// <summary>Counts the transactions this store has written, so that its readers know when what they see is out of date.</summary>
internal sealed class CommitCounter
{
    private long _count;

    public long Current => Volatile.Read(ref _count);

    public void Increment() => Interlocked.Increment(ref _count);
}
