namespace JobsGateway.Migration.Export;

/// <summary>A file that has its name only once it is complete.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _temporary;
    private readonly FileStream _stream;

    /// <exception cref="IOException">The file can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public PartialFile(string path)
    {
        Path = path;
        _temporary = path + ".partial";
        _stream = new FileStream(_temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 18);
    }

    public string Path { get; }

    public long Length { get; private set; }

    public void WriteLine(ReadOnlySpan<byte> line)
    {
        _stream.Write(line);
        _stream.WriteByte((byte)'\n');
        Length += line.Length + 1;
    }

    /// <summary>Brings everything to the disk.</summary>
    public void Finish()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
    }

    /// <summary>Gives the finished file its name.</summary>
    public void Name(bool replace) => File.Move(_temporary, Path, replace);

    /// <summary>Removes what is not complete.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_temporary);
    }
}
