namespace JobsGateway.Import.Reading;

/// <summary>How documents stand in a file.</summary>
internal enum SourceFormat
{
    /// <summary>Extended JSON, one document a line.</summary>
    JsonLines,

    /// <summary>Extended JSON, one array of documents.</summary>
    JsonArray,

    /// <summary>BSON, one document after the other.</summary>
    Bson,
}
