using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace JobsGateway.Gateway.Configuration.Files;

/// <summary>The environment variables, with those that name a file.</summary>
/// <param name="root">Where relative paths of files start.</param>
internal sealed class EnvironmentSource(string root) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new EnvironmentProvider(root, TimeProvider.System);

    /// <summary>Puts one in the place of the environment's source. Those of a prefix (ASPNETCORE_, DOTNET_) are the host's own and stay.</summary>
    /// <exception cref="ConfigurationException">A file can't be read; all of them are told.</exception>
    public static void Install(ConfigurationManager configuration, string root)
    {
        var sources = ((IConfigurationBuilder)configuration).Sources;
        for (var i = 0; i < sources.Count; i++)
        {
            if (sources[i] is EnvironmentVariablesConfigurationSource { Prefix: null or "" })
                sources[i] = new EnvironmentSource(root);
        }

        ConfigurationError[] problems = [.. ((IConfigurationRoot)configuration).Providers.OfType<EnvironmentProvider>().SelectMany(provider => provider.Take().Problems)];
        if (problems.Length == 0)
            return;
        configuration.Dispose();
        throw new ConfigurationException(problems);
    }
}
