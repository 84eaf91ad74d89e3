namespace JobsGateway.Gateway.Tests.Configuration;

/// <summary>Files of the repository that are generated: compared with what they should be, or rewritten.</summary>
internal static class Repository
{
    /// <summary>The variable that makes the tests rewrite what they would compare.</summary>
    private const string Update = "UPDATE_SCHEMA";

    private const string Command = $"{Update}=1 dotnet test tests/Gateway.Tests --filter Schema";

    private static readonly string Root = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The names of a folder's files.</summary>
    public static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>Whether there is such a file or folder.</summary>
    public static bool Has(string path) => Path.Exists(Path.Combine(Root, path));

    /// <summary>The files of this ending below a folder, seen from the repository, without what a build makes.</summary>
    public static IEnumerable<string> Below(string folder, string ending) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*" + ending, SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Split('/').Any(part => part is "bin" or "obj")
        orderby path
        select path;

    /// <summary>Fails where the file is not what it should be, and says what rewrites it.</summary>
    public static void AssertIs(string path, string expected)
    {
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(Path.Combine(Root, path), expected);
        else if (!File.Exists(Path.Combine(Root, path)) || Read(path).ReplaceLineEndings("\n") != expected)
            Assert.Fail($"{path} does not show the settings as they are. Rewrite it: {Command}");
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "JobsGateway.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests are not run from within the repository.");
    }
}
