using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;

namespace JobsGateway.JobGenerator;

/// <summary>How documents are written.</summary>
internal enum ExportForm
{
    Canonical,
    Relaxed,
    Bson,
}

/// <summary>Writes the files.</summary>
internal sealed class Export(string folder, ExportForm form, bool compress)
{
    /// <summary>Writes one collection and tells how large it became and how long it took.</summary>
    public void Write(string collection, int count, IJobSource jobs)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, collection + (form == ExportForm.Bson ? ".bson" : ".json") + (compress ? ".gz" : ""));
        var start = Stopwatch.GetTimestamp();
        using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20))
        {
            using Stream target = compress ? new GZipStream(file, CompressionLevel.Fastest) : file;
            using IDocumentWriter writer = form == ExportForm.Bson ? new BsonWriter(target) : new ExtendedJsonWriter(target, form == ExportForm.Canonical);
            for (var i = 0; i < count; i++)
                jobs.Write(i, writer);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{path}: {count:N0} jobs, {new FileInfo(path).Length:N0} bytes, {count / seconds:N0} jobs/s"));
    }
}
