using System.IO.Compression;

namespace JobsGateway.Import.Reading;

/// <summary>A file of documents, whichever of the MongoDB tools wrote it, compressed or not.</summary>
/// <remarks>
/// That a compressed file is cut off is only noticed where the program sets <c>System.IO.Compression.UseStrictValidation</c> in its project file, as the
/// gateway does. It holds for a whole process, so it is not for a library to set.
/// </remarks>
internal sealed class SourceFile : IDisposable
{
    private readonly FileStream _file;
    private readonly Stream _content;
    private readonly ByteWindow _window;

    private SourceFile(FileStream file, Stream content, string name)
    {
        _file = file;
        _content = content;
        _window = new ByteWindow(content);
        Format = Detect(_window, name);
    }

    /// <summary>How documents stand in it.</summary>
    public SourceFormat Format { get; }

    /// <summary>How many bytes of the file itself were read, compressed or not.</summary>
    public long BytesRead => _file.Position;

    /// <summary>Opens a file; what it is, its first bytes tell.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ImportException">The file is in no form that could hold documents.</exception>
    public static SourceFile Open(string path)
    {
        var file = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 1 << 16 });
        try
        {
            Span<byte> magic = stackalloc byte[2];
            var isGzip = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
            file.Position = 0;
            return new SourceFile(file, isGzip ? new GZipStream(file, CompressionMode.Decompress) : file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The documents, in the file's order.</summary>
    public IEnumerable<SourceDocument> Documents() => Format switch
    {
        SourceFormat.Bson => BsonDumpReader.Read(_window),
        SourceFormat.JsonArray => new JsonArrayReader(_window).Read(),
        _ => JsonLinesReader.Read(_window),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _content.Dispose();
        _file.Dispose();
    }

    private static SourceFormat Detect(ByteWindow window, string name)
    {
        window.Ensure(4);
        if (window.Available.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || window.Available.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new ImportException($"'{name}' is UTF-16 text, as a shell's redirection may write it. Export with --out, or convert the file to UTF-8.");
        // The fourth byte of a BSON length is 0; JSON has no such byte.
        if (window.Available.Length >= 4 ? window.Available[3] <= 1 : IsNamedBson(name) && window.Available.Length > 0)
            return SourceFormat.Bson;
        if (window.Available.StartsWith("\uFEFF"u8))
            window.Consume(3);
        int at;
        while ((at = window.Available.IndexOfAnyExcept(" \t\r\n"u8)) < 0 && window.Fill())
        {
        }

        return at >= 0 && window.Available[at] == '[' ? SourceFormat.JsonArray : SourceFormat.JsonLines;
    }

    private static bool IsNamedBson(string name) =>
        name.EndsWith(".bson", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".bson.gz", StringComparison.OrdinalIgnoreCase);
}
