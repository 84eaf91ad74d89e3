using System.Text;
using JobsGateway.Gateway.Audit;

namespace JobsGateway.Gateway.Tests.Audit;

/// <summary>Lines that are appended whole, whatever happens to the file.</summary>
public sealed class AuditFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobsgateway-audit-");
    private readonly AuditFile _file = new();

    private string Trail => Path.Combine(_folder.FullName, "audit.jsonl");

    public void Dispose()
    {
        _file.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_file_that_is_rotated_away_or_cut_is_begun_anew()
    {
        await AppendAsync("1\n");
        File.Move(Trail, Trail + ".1");
        await AppendAsync("2\n");
        Assert.Equal(("1\n", "2\n"), (await File.ReadAllTextAsync(Trail + ".1"), await File.ReadAllTextAsync(Trail)));
        await using (var cut = new FileStream(Trail, FileMode.Truncate))
            Assert.Equal(0, cut.Length);
        await AppendAsync("3\n");
        Assert.Equal("3\n", await File.ReadAllTextAsync(Trail));
    }

    [Fact]
    public async Task What_a_power_cut_left_of_a_line_does_not_spoil_the_next()
    {
        await File.WriteAllTextAsync(Trail, "1\n{\"half");
        await AppendAsync("2\n");
        Assert.Equal("1\n{\"half\n2\n", await File.ReadAllTextAsync(Trail));
    }

    [Fact]
    public async Task Lines_at_once_are_all_there_and_whole()
    {
        await Task.WhenAll(Enumerable.Range(100, 200).Select(number => AppendAsync($"{number}{new string('x', number)}\n")));
        Assert.Equal(Enumerable.Range(100, 200).Select(number => $"{number}{new string('x', number)}"), (await File.ReadAllLinesAsync(Trail)).Order(StringComparer.Ordinal));
    }

    [SkippableFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Only_its_owner_can_read_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await AppendAsync("1\n");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Trail));
    }

    [SkippableFact]
    public async Task A_full_disk_is_an_error()
    {
        Skip.IfNot(File.Exists("/dev/full"), "There is no disk that is always full here.");
        await Assert.ThrowsAnyAsync<IOException>(() => _file.AppendAsync("/dev/full", "1\n"u8.ToArray(), toDisk: false));
    }

    private Task AppendAsync(string line) => _file.AppendAsync(Trail, Encoding.ASCII.GetBytes(line), toDisk: false);
}
