using System.Collections.Concurrent;
using JobsGateway.Import.Conversion;
using JobsGateway.Import.Reading;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import;

/// <summary>From raw documents to jobs, on any number of threads.</summary>
internal sealed class DocumentConverter(JobKind kind, SourceFormat format) : IDisposable
{
    private readonly ConcurrentBag<JobConverter> _idle = [];

    public ConvertedDocument[] Convert(IReadOnlyList<SourceDocument> chunk)
    {
        var converter = _idle.TryTake(out var idle) ? idle : new JobConverter();
        var converted = new ConvertedDocument[chunk.Count];
        for (var i = 0; i < converted.Length; i++)
            converted[i] = Convert(chunk[i], converter);
        _idle.Add(converter);
        return converted;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_idle.TryTake(out var converter))
            converter.Dispose();
    }

    private ConvertedDocument Convert(SourceDocument source, JobConverter converter)
    {
        var (document, problem) = DocumentParser.Parse(format, source);
        if (document is null)
            return new ConvertedDocument(source, null, problem);
        try
        {
            var job = converter.Convert(kind, document);
            return new ConvertedDocument(source, new ImportedJob(StoredStrings.Keep(JobIndex.Read(kind, job), document), job), null);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            // One odd document must not stop a million others.
            return new ConvertedDocument(source, null, "it can't be converted: " + e.Message);
        }
    }
}
