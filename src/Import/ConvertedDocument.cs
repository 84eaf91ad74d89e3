using JobsGateway.Import.Reading;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import;

/// <summary>A document with what came of it: a job, or the reason why not.</summary>
internal readonly record struct ConvertedDocument(SourceDocument Source, ImportedJob? Job, string? Problem);
