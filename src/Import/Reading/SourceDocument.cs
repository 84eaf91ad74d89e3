namespace JobsGateway.Import.Reading;

/// <summary>A document as it stands in a file, not yet parsed.</summary>
/// <param name="Position">Where: the line of JSON, the number of a BSON document; both count from 1.</param>
/// <param name="Raw">Its bytes, or the first of them where it is no document.</param>
/// <param name="Problem">Why it is no document; null where it may be one.</param>
internal readonly record struct SourceDocument(long Position, byte[] Raw, string? Problem = null);
