namespace JobsGateway.Import.Reading;

/// <summary>Bounds of what is held in memory.</summary>
internal static class SourceLimits
{
    /// <summary>MongoDB's own limit of a document.</summary>
    public const int DocumentBytes = 16 << 20;

    /// <summary>How long a document's text may be. Canonical Extended JSON of a permitted document may well be longer than the document.</summary>
    public const int TextBytes = 64 << 20;

    /// <summary>How much is kept of what is too long to keep.</summary>
    public const int SampleBytes = 4096;
}
