using System.Globalization;

namespace JobsGateway.Startup;

/// <summary>A process's memory as the kernel counts it, in MB.</summary>
/// <param name="Resident">All that is resident, with the parts of files that are mapped and shared with others (VmRSS).</param>
/// <param name="Peak">The most that ever was (VmHWM).</param>
/// <param name="Own">What only this process has: nobody else's, and no page of a file that can be read again (Private_Dirty).</param>
/// <param name="Share">Its part where pages that several processes share are divided among them (Pss).</param>
internal sealed record MemoryOf(double Resident, double Peak, double Own, double Share)
{
    public static MemoryOf Process(int id) => new(
        Read($"/proc/{id}/status", "VmRSS:"), Read($"/proc/{id}/status", "VmHWM:"),
        Read($"/proc/{id}/smaps_rollup", "Private_Dirty:"), Read($"/proc/{id}/smaps_rollup", "Pss:"));

    private static double Read(string file, string name)
    {
        var line = File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB"), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
