using System.Reflection;
using System.Runtime.Loader;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Stores;

/// <summary>Loads a plugin and what only it depends on. What the gateway has already (the abstractions, the framework) is shared, so that types are the same on both sides.</summary>
internal sealed class PluginLoadContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private readonly AssemblyDependencyResolver _resolver = new(path);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (IsShared(assemblyName))
            return null;
        return _resolver.ResolveAssemblyToPath(assemblyName) is { } file ? LoadFromAssemblyPath(file) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } file ? LoadUnmanagedDllFromPath(file) : 0;

    private static bool IsShared(AssemblyName name) =>
        name.Name == typeof(IJobStore).Assembly.GetName().Name
        || (name.Name?.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) == true && IsOfGateway(name));

    // Many packages have such a name; one the gateway does not come with is the plugin's own.
    private static bool IsOfGateway(AssemblyName name)
    {
        try
        {
            Default.LoadFromAssemblyName(name);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
