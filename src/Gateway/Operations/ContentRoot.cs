using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace JobsGateway.Gateway.Operations;

/// <summary>
/// The folder with <c>appsettings.json</c>, which relative paths start from: the current one where it has the file, else the program's own. A .NET tool's own
/// folder goes with the next update, so that the current one counts there in any case: the tool's file gives the defaults, and the data is where the caller stands.
/// </summary>
internal static class ContentRoot
{
    private const string File = "appsettings.json";

    // Where "dotnet tool install" puts a tool, below the folder of its commands (below ~/.nuget/packages for one of a manifest).
    private static readonly bool IsTool = AppContext.BaseDirectory.Replace('\\', '/') is var folder
        && (folder.Contains("/.store/jobsgateway/", StringComparison.OrdinalIgnoreCase) || folder.Contains("/.nuget/packages/jobsgateway/", StringComparison.OrdinalIgnoreCase));

    public static string Find()
    {
        var current = Directory.GetCurrentDirectory();
        return IsTool || System.IO.File.Exists(Path.Combine(current, File)) ? current : AppContext.BaseDirectory;
    }

    /// <summary>Puts a tool's own configuration beneath everything else where the folder has none.</summary>
    public static void AddDefaults(WebApplicationBuilder builder)
    {
        if (IsTool && !System.IO.File.Exists(Path.Combine(builder.Environment.ContentRootPath, File)))
            builder.Configuration.Sources.Insert(0, new JsonConfigurationSource { FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory), Path = File });
    }
}
