namespace JobsGateway.Gateway.Audit;

/// <summary>Appends lines to a file, each by one write. It is opened for each line: what rotates it may rename, remove or cut it whenever it likes.</summary>
internal sealed class AuditFile : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>Appends a line, whole or not at all.</summary>
    /// <param name="path">The file; made where there is none, for its owner only.</param>
    /// <param name="line">The line with its end.</param>
    /// <param name="toDisk">Whether it outlives not only the process but a power cut.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The gateway may not write there.</exception>
    public async Task AppendAsync(string path, ReadOnlyMemory<byte> line, bool toDisk)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            await Task.Run(() => Append(path, line.Span, toDisk)); // A disk may take its time, and the thread is the one that reads requests.
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose() => _oneAtATime.Dispose();

    private static void Append(string path, ReadOnlySpan<byte> line, bool toDisk)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        var end = file.CanSeek ? file.Length : 0;
        if (end > 0)
        {
            // What a power cut left of a line must not spoil the next one.
            file.Position = end - 1;
            if (file.ReadByte() != '\n')
                line = (byte[])[(byte)'\n', .. line];
            file.Position = end;
        }

        try
        {
            file.Write(line);
            file.Flush(toDisk);
        }
        catch (IOException) when (file.CanSeek)
        {
            file.SetLength(end); // A full disk takes a part of it.
            throw;
        }
    }
}
