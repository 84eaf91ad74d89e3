using System.Buffers;
using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>Writes a job as the document MongoDB holds, in canonical Extended JSON: the reverse of what an import makes of it.</summary>
/// <remarks>
/// https://github.com/mongodb/specifications/blob/master/source/extended-json/extended-json.md. Types that JSON does not tell come back where the field is known;
/// <c>docs/export.md</c> has the tables. Strings are copied as they are escaped. Not thread-safe: one buffer serves all lines.
/// </remarks>
internal sealed class StoredLine
{
    // What was stored nests up to 100 levels, and stores read 256.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    /// <summary>Writes a job; what was written before is gone.</summary>
    /// <returns>The line without its end, valid until the next, and what an operator should know of the job. Empty where the document is no JSON.</returns>
    public (ReadOnlyMemory<byte> Line, ExportNote Note) Write(JobKind kind, ScannedJob job)
    {
        _buffer.ResetWrittenCount();
        var line = new ExtendedJson(_buffer, kind);
        try
        {
            var reader = new Utf8JsonReader(job.Document.Utf8.Span, Options);
            reader.Read();
            var note = kind == JobKind.Agenda ? AgendaFields.Write(ref reader, line, job.Id) : QueueFields.Write(ref reader, line);
            return (_buffer.WrittenMemory, note);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // The latter for half of a surrogate pair in a key.
        {
            return (default, ExportNote.LeftOut);
        }
    }
}
