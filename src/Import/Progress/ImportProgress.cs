namespace JobsGateway.Import.Progress;

/// <summary>How far an import is.</summary>
/// <param name="File">The file that is read now.</param>
/// <param name="BytesRead">Bytes read of all files.</param>
/// <param name="BytesTotal">Bytes of all files.</param>
/// <param name="Documents">Documents done.</param>
public readonly record struct ImportProgress(string File, long BytesRead, long BytesTotal, long Documents)
{
    /// <summary>The part done, from 0 to 1.</summary>
    public double Fraction => BytesTotal == 0 ? 1 : Math.Min(1, (double)BytesRead / BytesTotal);
}

/// <summary>Shows an operator how far an import is.</summary>
public interface IImportProgress
{
    /// <summary>Does the work and shows what it reports.</summary>
    Task<T> ShowAsync<T>(Func<IProgress<ImportProgress>, Task<T>> work);
}
