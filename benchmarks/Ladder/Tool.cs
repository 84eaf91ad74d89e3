using System.Diagnostics;
using System.Text.RegularExpressions;

namespace JobsGateway.Ladder;

/// <summary>A program of the machine's. Its Debian package has the same name.</summary>
internal sealed partial class Tool(string name)
{
    public static readonly Tool Wrk = new("wrk");
    public static readonly Tool Nginx = new("nginx");
    public static readonly Tool Haproxy = new("haproxy");

    /// <summary>Where it is; null where it is not installed. Servers stand in sbin, which is not on every user's path.</summary>
    public string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Append("/usr/local/sbin").Append("/usr/sbin")
        .Select(folder => System.IO.Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);

    public string HowToInstall => $"{name} is missing; install the Debian package {name}: apt-get install {name}";

    /// <summary>Name and version.</summary>
    public string Describe()
    {
        if (Path is null)
            return $"no {name}";
        using var process = Process.Start(new ProcessStartInfo(Path, ["-v"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return $"{name} {VersionPattern().Match(output).Value}";
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex VersionPattern();
}
