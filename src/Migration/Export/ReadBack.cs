using System.Text.Json;
using JobsGateway.Import.Conversion;
using JobsGateway.Import.Reading;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>Reads every line back as an import would, so that nothing is lost without being told.</summary>
internal sealed class ReadBack : IDisposable
{
    private readonly JobConverter _converter = new();

    /// <summary>What became of a job: nothing, another document, or what can't be read.</summary>
    public ExportNote Check(JobKind kind, JobDocument document, ReadOnlyMemory<byte> line)
    {
        try
        {
            var read = DocumentParser.Parse(SourceFormat.JsonLines, new SourceDocument(0, line.ToArray())).Document;
            if (read is null)
                return ExportNote.LeftOut;
            return _converter.Convert(kind, read).Utf8.Span.SequenceEqual(document.Utf8.Span) ? ExportNote.None : ExportNote.Changed;
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException or JsonException)
        {
            return ExportNote.LeftOut;
        }
    }

    public void Dispose() => _converter.Dispose();
}
