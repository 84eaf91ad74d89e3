using JobsGateway.Gateway.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace JobsGateway.Gateway.Operations.Reload;

/// <summary>The files the configuration comes from.</summary>
internal static class ConfigurationFiles
{
    /// <summary>From now on a file that was changed and can't be read does no harm: its error would end in a watcher's task, unseen. At the start it stops the process.</summary>
    public static void Tolerate(IConfigurationBuilder configuration)
    {
        foreach (var source in configuration.Sources.OfType<FileConfigurationSource>())
            source.OnLoadException = context => context.Ignore = true;
    }

    /// <summary>The files that can't be read as they are now. What they held counts as removed then, so nothing may be concluded from the rest.</summary>
    public static IReadOnlyList<ConfigurationError> Unreadable(IConfigurationBuilder configuration) =>
        [.. configuration.Sources.OfType<JsonConfigurationSource>().Select(Problem).OfType<ConfigurationError>()];

    private static ConfigurationError? Problem(JsonConfigurationSource source)
    {
        var copy = new JsonConfigurationSource { FileProvider = source.FileProvider!, Path = source.Path!, Optional = source.Optional };
        try
        {
            copy.Build(new ConfigurationBuilder()).Load();
            return null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new ConfigurationError(source.Path ?? "", UnreadableFile.Reason(e));
        }
    }
}
