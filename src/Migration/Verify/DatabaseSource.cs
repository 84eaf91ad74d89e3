using System.Runtime.CompilerServices;
using JobsGateway.Import;
using JobsGateway.Import.Reading;
using JobsGateway.Migration.Live;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Migration.Verify;

/// <summary>Studio's database as a side. What fails and may pass is tried again, from where it was.</summary>
public sealed class DatabaseSource : IVerifySource
{
    private const int MostFailures = 5;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly LiveSource _source;
    private readonly TimeProvider _clock;
    private readonly DocumentConverter[] _converters = [.. Enum.GetValues<JobKind>().Select(kind => new DocumentConverter(kind, SourceFormat.Bson))];
    private readonly List<RejectedDocument> _rejected = [];

    private DatabaseSource(LiveSource source, TimeProvider clock)
    {
        _source = source;
        _clock = clock;
    }

    /// <inheritdoc/>
    public string Name => _source.Address.ToString();

    /// <inheritdoc/>
    public IEnumerable<RejectedDocument> Rejected => _rejected;

    /// <summary>Opens the database.</summary>
    /// <param name="from">The database, with the names of its collections.</param>
    /// <param name="tell">Takes what an operator should know.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="VerifyException">It can't be used; the message says what to do.</exception>
    public static async Task<DatabaseSource> OpenAsync(LiveImportRequest from, Action<string> tell, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            return new DatabaseSource(await LiveSource.ConnectAsync(from, tell, cancellationToken), clock);
        }
        catch (ImportException e)
        {
            throw new VerifyException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ScannedJob> ScanAsync(JobKind kind, JobId? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = after is { } id ? ObjectId.Parse(id.ToString()) : (ObjectId?)null;
        await foreach (var document in ReadAsync(last => FromAsync(kind, last, cancellationToken), start, cancellationToken))
        {
            if (Convert(kind, document) is { } job)
                yield return job;
            else
                _rejected.Add(new RejectedDocument(kind, RawBytes.IdOf(document) is { } rejected ? $"_id {rejected}" : "a document whose _id is no ObjectId"));
        }
    }

    /// <inheritdoc/>
    public async ValueTask<JobDocument?> FindAsync(JobKind kind, JobId id, CancellationToken cancellationToken)
    {
        var filter = new BsonDocument("_id", ObjectId.Parse(id.ToString()));
        await foreach (var document in ReadAsync(_ => _source[kind].FindAsync(filter, cancellationToken), null, cancellationToken))
            return Convert(kind, document)?.Document;
        return null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var converter in _converters)
            converter.Dispose();
        _source.Dispose();
        return ValueTask.CompletedTask;
    }

    private ScannedJob? Convert(JobKind kind, byte[] document) =>
        _converters[(int)kind].Convert([new SourceDocument(0, document)])[0].Job is { } job ? new ScannedJob(job.Index.Id, job.Document) : null;

    private IAsyncEnumerable<byte[]> FromAsync(JobKind kind, ObjectId? last, CancellationToken cancellationToken)
    {
        // From the start once more: documents without an ObjectId come first, and were met before.
        if (last is null)
            _rejected.RemoveAll(document => document.Kind == kind);
        return _source[kind].ReadAsync(last, cancellationToken);
    }

    private async IAsyncEnumerable<byte[]> ReadAsync(
        Func<ObjectId?, IAsyncEnumerable<byte[]>> read, ObjectId? last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            await using var documents = read(last).GetAsyncEnumerator(cancellationToken);
            bool? hasMoved;
            while ((hasMoved = await TryMoveAsync(documents, failures)) == true)
            {
                failures = 0;
                last = RawBytes.IdOf(documents.Current) ?? last;
                yield return documents.Current;
            }

            if (hasMoved == false)
                yield break;
            failures++;
            await Task.Delay(Pause, _clock, cancellationToken);
        }
    }

    // Null where it failed and is worth another try.
    private async Task<bool?> TryMoveAsync(IAsyncEnumerator<byte[]> documents, int failures)
    {
        try
        {
            return await documents.MoveNextAsync();
        }
        catch (Exception e) when (SourceFailure.IsPassing(e) && failures < MostFailures)
        {
            return null;
        }
        catch (Exception e) when (SourceFailure.Is(e))
        {
            throw new VerifyException(SourceFailure.Explain(e, _source.Address), e);
        }
    }
}
