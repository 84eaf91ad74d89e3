namespace JobsGateway.Gateway.Operations;

/// <summary>The folder with <c>appsettings.json</c>, which relative paths start from: the current one where it has the file, else the program's own.</summary>
internal static class ContentRoot
{
    public static string Find()
    {
        var current = Directory.GetCurrentDirectory();
        return File.Exists(Path.Combine(current, "appsettings.json")) ? current : AppContext.BaseDirectory;
    }
}
