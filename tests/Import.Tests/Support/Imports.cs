using System.Text.Json;
using JobsGateway.Import.Progress;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import.Tests.Support;

/// <summary>Short ways to import in tests.</summary>
internal static class Imports
{
    public static Task<ImportSummary> AgendaAsync(IJobImporter importer, params string[] files) => RunAsync(importer, new ImportRequest(files, []));

    public static Task<ImportSummary> RunAsync(IJobImporter importer, ImportRequest request) =>
        new ImportRun(importer, request).RunAsync(new Ignored(), CancellationToken.None);

    public static string Job(int number, string more = "") => $$"""{"_id":{"$oid":"{{Id(number)}}"},"name":"job {{number}}"{{more}}}""";

    public static string Id(int number) => number.ToString("x24", System.Globalization.CultureInfo.InvariantCulture);

    public static IReadOnlyList<(long Line, string Reason, string Document)> Rejects(string path) =>
    [
        .. File.ReadLines(path).Select(line => JsonDocument.Parse(line).RootElement).Select(e =>
            (e.GetProperty("line").GetInt64(), e.GetProperty("reason").GetString()!, e.GetProperty("document").GetString()!)),
    ];

    private sealed class Ignored : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
