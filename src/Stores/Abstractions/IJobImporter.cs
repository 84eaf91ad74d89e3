namespace JobsGateway.Stores.Abstractions;

/// <summary>A store that takes jobs in bulk from elsewhere.</summary>
public interface IJobImporter
{
    /// <summary>Writes a batch in one transaction and in the order given.</summary>
    /// <remarks>
    /// A job the store does not have is inserted. One it has, imported from the same bytes, is left as it is, also where it was changed here since
    /// (retried, say): importing again never undoes work. One whose source changed is updated, unless it was changed here as well: then it is
    /// left alone and reported as a conflict. A job made here by a retry counts as changed here. One whose source became the same bytes as the job
    /// is here (an export of this store, say) is unchanged and counts as imported from them from then on: the next change of the source updates it.
    /// Of two in a batch with one id and kind the later is judged against the former.
    /// </remarks>
    /// <exception cref="JobStoreException">The batch could not be written; nothing of it was.</exception>
    ValueTask<ImportBatchOutcome> ImportAsync(IReadOnlyList<ImportedJob> batch, CancellationToken cancellationToken);
}

/// <summary>A job as it is imported.</summary>
/// <param name="Index">What is indexed of it.</param>
/// <param name="Document">The document as a client sees it.</param>
public sealed record ImportedJob(JobIndex Index, JobDocument Document);

/// <summary>What became of a batch.</summary>
/// <param name="Inserted">Jobs the store did not have.</param>
/// <param name="Unchanged">Jobs the store has from the same bytes, or has as the same bytes.</param>
/// <param name="Updated">Jobs whose source changed.</param>
/// <param name="Conflicts">Positions in the batch of jobs that changed both in the source and here; they were left alone.</param>
public sealed record ImportBatchOutcome(int Inserted, int Unchanged, int Updated, IReadOnlyList<int> Conflicts);
