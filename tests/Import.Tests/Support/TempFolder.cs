using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using JobsGateway.Import.Reading;

namespace JobsGateway.Import.Tests.Support;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobs-import");

    // The framework reads the switch for cut-off files once, at the first compression in the process: in a test that may be the test's own.
    static TempFolder() => RuntimeHelpers.RunClassConstructor(typeof(SourceFile).TypeHandle);

    public string Folder => _folder.FullName;

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(name), bytes);
        return PathOf(name);
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return compressed.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
