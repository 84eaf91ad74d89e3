using System.Text;
using System.Text.Json;
using JobsGateway.Import.Reading;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import;

/// <summary>Where the documents of one input file go that are not imported: a line of JSON each. It only exists where there are any.</summary>
internal sealed class RejectFile(string path, SourceFormat format) : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = StudioJsonEncoder.Instance };

    private FileStream? _file;
    private long _keep;

    /// <summary>The file's path; null while nothing was rejected, now or in the import this one goes on with.</summary>
    public string? Path => _file is null && _keep == 0 ? null : path;

    /// <summary>Where the rejects of an input file go.</summary>
    public static string PathFor(string input, string? folder) => folder is null
        ? input + ".rejects.jsonl"
        : System.IO.Path.Combine(folder, System.IO.Path.GetFileName(input) + ".rejects.jsonl");

    /// <summary>Removes what an earlier import of the same input left: after a clean one it would look current.</summary>
    /// <exception cref="ImportException">The file can't be removed.</exception>
    public void RemoveEarlier()
    {
        try
        {
            if (File.Exists(path))
                File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"The reject file '{path}' of an earlier import can't be removed: {e.Message} Remove it or choose another folder for reject files.", e);
        }
    }

    /// <summary>Goes on where an earlier import of the same source was: keeps that many bytes of its file and forgets the rest, which comes again.</summary>
    public void GoOnAt(long length) => _keep = length;

    /// <summary>How long the file is; what it holds up to here is safe from a kill of this process.</summary>
    /// <exception cref="ImportException">The file can't be written.</exception>
    public long Flush()
    {
        try
        {
            _file?.Flush();
            return _file?.Position ?? _keep;
        }
        catch (IOException e)
        {
            throw Unwritable(e);
        }
    }

    /// <summary>Adds a document.</summary>
    /// <exception cref="ImportException">The file can't be written.</exception>
    public void Add(SourceDocument document, string reason)
    {
        try
        {
            _file ??= Open();
            using (var json = new Utf8JsonWriter(_file, Options))
            {
                json.WriteStartObject();
                json.WriteNumber("line", document.Position);
                json.WriteString("reason", reason);
                json.WriteString("document", format == SourceFormat.Bson ? Convert.ToBase64String(document.Raw) : Encoding.UTF8.GetString(document.Raw));
                json.WriteEndObject();
            }

            _file.WriteByte((byte)'\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private FileStream Open()
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        file.SetLength(Math.Min(file.Length, _keep));
        file.Position = file.Length;
        return file;
    }

    private ImportException Unwritable(Exception e) =>
        new($"The reject file '{path}' can't be written: {e.Message} Make its folder writable or choose another one for reject files.", e);
}
