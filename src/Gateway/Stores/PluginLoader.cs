using System.Reflection;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Stores;

/// <summary>Finds store types in the assemblies named under <c>Plugins</c>.</summary>
internal static class PluginLoader
{
    /// <summary>The section with the paths, absolute or from the content root.</summary>
    public const string Section = "Plugins";

    /// <exception cref="ConfigurationException">A plugin can't be loaded; every error is listed.</exception>
    public static IReadOnlyList<IJobStoreFactory> Load(IConfiguration configuration, string contentRoot)
    {
        var errors = new List<ConfigurationError>();
        var factories = configuration.GetSection(Section).GetChildren()
            .SelectMany(plugin => Load(plugin, contentRoot, errors))
            .ToList();
        return errors.Count == 0 ? factories : throw new ConfigurationException(errors);
    }

    private static List<IJobStoreFactory> Load(IConfigurationSection plugin, string contentRoot, List<ConfigurationError> errors)
    {
        var path = Path.GetFullPath(plugin.Value ?? "", contentRoot);
        if (!File.Exists(path))
        {
            errors.Add(new ConfigurationError(plugin.Path, $"there is no file {path}; build the plugin and give the path of its .dll"));
            return [];
        }

        try
        {
            var assembly = new PluginLoadContext(path).LoadFromAssemblyPath(path);
            var factories = assembly.GetExportedTypes()
                .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IJobStoreFactory)))
                .Select(type => (IJobStoreFactory)Activator.CreateInstance(type)!)
                .ToList();
            if (factories.Count == 0)
                errors.Add(new ConfigurationError(plugin.Path, $"{Path.GetFileName(path)} has no public class that implements {nameof(IJobStoreFactory)}"));
            return factories;
        }
        catch (Exception e) when (e is BadImageFormatException or FileLoadException or FileNotFoundException or TypeLoadException or MissingMethodException or TargetInvocationException)
        {
            errors.Add(new ConfigurationError(plugin.Path, $"{Path.GetFileName(path)} can't be loaded: {(e.InnerException ?? e).Message}"));
            return [];
        }
    }
}
