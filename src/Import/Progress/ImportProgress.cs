namespace JobsGateway.Import.Progress;

/// <summary>How far an import is.</summary>
/// <param name="Source">The file or the collection that is read now.</param>
/// <param name="Done">How much was read of all sources: bytes of files, documents of collections.</param>
/// <param name="Total">How much there is, likewise.</param>
/// <param name="Documents">Documents done.</param>
public readonly record struct ImportProgress(string Source, long Done, long Total, long Documents)
{
    /// <summary>The part done, from 0 to 1.</summary>
    public double Fraction => Total == 0 ? 1 : Math.Min(1, (double)Done / Total);
}

/// <summary>Shows an operator how far an import is.</summary>
public interface IImportProgress
{
    /// <summary>Does the work and shows what it reports.</summary>
    Task<T> ShowAsync<T>(Func<IProgress<ImportProgress>, Task<T>> work);
}
