using System.Reflection;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Stores;

/// <summary>Finds store types in the assemblies named under <c>Plugins</c>.</summary>
internal static class PluginLoader
{
    /// <summary>The section with the paths, absolute or from the content root.</summary>
    public const string Section = "Plugins";

    public static Plugins Load(IConfiguration configuration, string contentRoot)
    {
        var factories = new List<IJobStoreFactory>();
        var errors = new List<ConfigurationError>();
        foreach (var plugin in configuration.GetSection(Section).GetChildren())
        {
            try
            {
                factories.AddRange(Load(plugin, contentRoot, errors));
            }
            catch (Exception e) when (IsOfPlugin(e))
            {
                errors.Add(new ConfigurationError(plugin.Path,
                    $"{Path.GetFileName(plugin.Value)} can't be loaded: {(e.InnerException ?? e).Message.TrimEnd('.')}; "
                    + "give the path of a plugin's .dll that is built for this gateway, with what it depends on beside it"));
            }
        }

        return new Plugins(factories, errors);
    }

    private static List<IJobStoreFactory> Load(IConfigurationSection plugin, string contentRoot, List<ConfigurationError> errors)
    {
        var path = Path.GetFullPath(plugin.Value ?? "", contentRoot);
        if (!File.Exists(path))
        {
            errors.Add(new ConfigurationError(plugin.Path, $"there is no file {path}; build the plugin and give the path of its .dll"));
            return [];
        }

        var factories = new PluginLoadContext(path).LoadFromAssemblyPath(path).GetExportedTypes()
            .Where(IsFactory)
            .Select(type => (IJobStoreFactory)Activator.CreateInstance(type)!)
            .ToList();
        if (factories.Count == 0)
        {
            errors.Add(new ConfigurationError(plugin.Path,
                $"{Path.GetFileName(path)} has no public class that implements {nameof(IJobStoreFactory)}; add one to it, or remove it from {Section}"));
        }

        return factories;
    }

    private static bool IsFactory(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false } && type.IsAssignableTo(typeof(IJobStoreFactory));

    /// <remarks>A path that is none, a file that is no assembly or can't be read, dependencies that can't be resolved, a constructor that is missing or fails.</remarks>
    private static bool IsOfPlugin(Exception e) => e
        is ArgumentException or UnauthorizedAccessException or IOException or BadImageFormatException
        or InvalidOperationException or TypeLoadException or MissingMethodException or TargetInvocationException;
}
