using Microsoft.Extensions.Configuration.Json;

namespace JobsGateway.Gateway.Configuration.Files;

/// <summary>A JSON file that is never half in force: see <see cref="SteadyJsonProvider"/>.</summary>
internal sealed class SteadyJsonSource : JsonConfigurationSource
{
    /// <summary>Whether changes of the file are followed. The framework's own flag stays off, as its way to follow them empties the configuration first.</summary>
    public bool IsFollowed { get; private init; }

    /// <summary>Puts one of these in the place of each JSON file. To be called before anything is set in the configuration by hand: its providers are made anew.</summary>
    public static void Install(IConfigurationBuilder configuration)
    {
        for (var i = 0; i < configuration.Sources.Count; i++)
        {
            if (configuration.Sources[i] is JsonConfigurationSource source and not SteadyJsonSource)
                configuration.Sources[i] = InPlaceOf(source);
        }
    }

    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new SteadyJsonProvider(this);
    }

    private static SteadyJsonSource InPlaceOf(JsonConfigurationSource source) => new()
    {
        FileProvider = source.FileProvider,
        Path = source.Path!,
        Optional = source.Optional,
        IsFollowed = source.ReloadOnChange,
        ReloadDelay = source.ReloadDelay,
    };
}
