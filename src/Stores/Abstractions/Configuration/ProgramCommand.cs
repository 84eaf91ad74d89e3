namespace JobsGateway.Stores.Abstractions.Configuration;

/// <summary>How this program is started here, for messages that tell an operator what to run.</summary>
public static class ProgramCommand
{
    /// <summary>The name of the .NET tool.</summary>
    public const string Tool = "jobsgateway";

    private const string FromSource = "dotnet run --project src/Gateway --";
    private const string Program = "JobsGateway.Gateway";

    /// <summary>What stands before a command, such as <c>schema create</c>: <c>jobsgateway</c>, the published program, or <c>dotnet run --project src/Gateway --</c>.</summary>
    public static string Text { get; } = Of(Environment.ProcessPath, Environment.GetCommandLineArgs()[0]);

    /// <param name="process">The path of the process's executable; null where it is not known.</param>
    /// <param name="assembly">The path of the assembly that was started.</param>
    internal static string Of(string? process, string assembly)
    {
        var name = Program == Path.GetFileName(process) ? Program : Path.GetFileNameWithoutExtension(process); // Its dot is no extension.
        if (name == Tool)
            return Tool;
        if (Path.GetFileNameWithoutExtension(assembly) != Program || assembly.Replace('\\', '/').Contains("/src/Gateway/bin/", StringComparison.Ordinal))
            return FromSource; // Also in what is no gateway, such as a test: the way that every clone knows.
        return name == "dotnet" ? $"dotnet {assembly}" : process ?? FromSource;
    }
}
