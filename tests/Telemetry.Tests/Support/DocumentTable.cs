namespace JobsGateway.Telemetry.Tests.Support;

/// <summary>A table of <c>docs/telemetry.md</c> whose first columns come from the code; the others are written by hand, and kept.</summary>
/// <param name="name">Its name in the markers around it.</param>
/// <param name="generated">How many columns come from the code; the first is the key.</param>
internal sealed class DocumentTable(string name, int generated)
{
    private const string Missing = "?";

    private static readonly string File = FindFile();

    private string Start => $"<!-- generated: {name}; UPDATE_TELEMETRY=1 dotnet test tests/Telemetry.Tests --filter Document -->\n";

    /// <summary>The rows as they stand, without the head.</summary>
    public static IReadOnlyList<string[]> RowsOf(string table) =>
        [.. table.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2).Select(line => line[2..^2].Split(" | "))];

    /// <summary>Asserts that the table is that of the code and complete, or rewrites it.</summary>
    public IReadOnlyList<string[]> AssertIs(IEnumerable<string[]> rows)
    {
        var (document, from, to) = Find();
        var lines = document[from..to].Split('\n');
        var columns = lines[0].Split('|').Length - 2;
        var old = RowsOf(document[from..to]).ToDictionary(row => row[0]);
        string[][] expected =
            [.. rows.Select(row => (string[])[.. row, .. old.TryGetValue(row[0], out var known) ? known[generated..] : Enumerable.Repeat(Missing, columns - generated)])];
        var text = string.Concat([lines[0], "\n", lines[1], "\n", .. expected.Select(row => $"| {string.Join(" | ", row)} |\n")]);
        if (Environment.GetEnvironmentVariable("UPDATE_TELEMETRY") == "1")
            System.IO.File.WriteAllText(File, document[..from] + text + document[to..]);
        else
            Assert.True(text == document[from..to], $"The {name} of docs/telemetry.md are not those of the code. Rewrite them with UPDATE_TELEMETRY=1 dotnet test tests/Telemetry.Tests --filter Document, then fill in what shows as {Missing}.");
        Assert.All(expected, row => Assert.DoesNotContain(Missing, row));
        return expected;
    }

    /// <summary>The rows as they stand.</summary>
    public IReadOnlyList<string[]> Read()
    {
        var (document, from, to) = Find();
        return RowsOf(document[from..to]);
    }

    private (string Document, int From, int To) Find()
    {
        var document = System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");
        var from = document.IndexOf(Start, StringComparison.Ordinal);
        Assert.True(from >= 0, $"{File} has lost the marker {Start}");
        from += Start.Length;
        return (document, from, document.IndexOf("<!-- /generated -->", from, StringComparison.Ordinal));
    }

    private static string FindFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "JobsGateway.sln")))
                return Path.Combine(folder.FullName, "docs", "telemetry.md");
        }

        throw new DirectoryNotFoundException("The tests are not run from within the repository.");
    }
}
