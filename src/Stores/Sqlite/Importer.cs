using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.Sqlite;

/// <summary>Writes a batch of imported jobs inside a write transaction.</summary>
internal sealed class Importer(WriteSession session)
{
    private enum Result
    {
        Inserted,
        Unchanged,

        /// <summary>The source became what the job is here already: from now on it counts as imported from there.</summary>
        CaughtUp,
        Updated,
        Conflict,
    }

    public ImportBatchOutcome Run(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken)
    {
        int inserted = 0, unchanged = 0, updated = 0;
        var conflicts = new List<int>();
        for (var position = 0; position < batch.Count; position++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (Import(batch[position]))
            {
                case Result.Inserted: inserted++; break;
                case Result.Unchanged or Result.CaughtUp: unchanged++; break;
                case Result.Updated: updated++; break;
                default: conflicts.Add(position); break;
            }
        }

        return new ImportBatchOutcome(inserted, unchanged, updated, conflicts);
    }

    // Inserts first and looks only where that fails: nearly every job of a first import is new.
    private Result Import(ImportedJob job)
    {
        Span<byte> hash = stackalloc byte[SourceHash.Length];
        SourceHash.Of(job.Document.Utf8.Span, hash);
        if (session.Insert(job.Index, job.Document, hash))
            return Result.Inserted;
        var (result, sequence) = Compare(job, hash);
        switch (result)
        {
            case Result.Updated: session.Replace(sequence, job.Index, job.Document, hash); break;
            case Result.CaughtUp: session.SetSourceHash(sequence, hash); break;
        }

        return result;
    }

    private (Result Result, long Sequence) Compare(ImportedJob job, ReadOnlySpan<byte> hash)
    {
        Span<byte> id = stackalloc byte[JobId.TextLength];
        job.Index.Id.Format(id);
        var stored = session.Stored;
        stored.BindText(1, id);
        stored.BindInteger(2, (int)job.Index.Kind);
        try
        {
            stored.Step();
            var sequence = stored.Integer(0);
            var source = stored.Bytes(1);
            if (source.SequenceEqual(hash))
                return (Result.Unchanged, sequence);
            var document = stored.Bytes(2);
            if (document.SequenceEqual(job.Document.Utf8.Span))
                return (Result.CaughtUp, sequence);
            Span<byte> current = stackalloc byte[SourceHash.Length];
            SourceHash.Of(document, current);
            return (source.SequenceEqual(current) ? Result.Updated : Result.Conflict, sequence);
        }
        finally
        {
            stored.Reset();
        }
    }
}
