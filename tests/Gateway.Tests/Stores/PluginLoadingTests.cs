using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Gateway.Tests.Stores;

/// <summary>What a plugin shares with the gateway, and which of its types are taken. The assemblies are made by the tests.</summary>
public sealed class PluginLoadingTests
{
    [Fact]
    public void An_extension_the_gateway_lacks_is_the_plugins_own_and_the_others_are_shared()
    {
        const string own = "Microsoft.Extensions.OnlyThePluginHasIt";
        var plugin = Save("sharing", "Plugin");
        var dependency = Save("sharing", own);
        var context = new PluginLoadContext(plugin);
        Assert.Equal(dependency, context.LoadFromAssemblyName(new AssemblyName(own)).Location);
        foreach (var shared in new[] { typeof(IJobStore).Assembly, typeof(ILogger).Assembly })
            Assert.Same(AssemblyLoadContext.Default, AssemblyLoadContext.GetLoadContext(context.LoadFromAssemblyName(shared.GetName())));
    }

    [Fact]
    public void A_generic_or_abstract_factory_is_skipped()
    {
        var plugin = Save("generic", "Plugin", module =>
        {
            var generic = module.DefineType("Generic", TypeAttributes.Public | TypeAttributes.Class, typeof(SomeFactory));
            generic.DefineGenericParameters("T");
            generic.CreateType();
            module.DefineType("Abstract", TypeAttributes.Public | TypeAttributes.Class | TypeAttributes.Abstract, typeof(SomeFactory)).CreateType();
        });
        var plugins = Load(plugin);
        Assert.Empty(plugins.Factories);
        Assert.Contains("no public class", Assert.Single(plugins.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_message_ends_with_a_cure()
    {
        var noPlugin = Save("cures", "NoPlugin");
        var noAssembly = Path.Combine(Path.GetDirectoryName(noPlugin)!, "NoAssembly.dll");
        File.WriteAllText(noAssembly, "text");
        var plugins = Load(noPlugin, noAssembly, "no/such.dll", "no\0path.dll");
        Assert.Equal(4, plugins.Errors.Count);
        Assert.All(plugins.Errors, e => Assert.Matches("; (add|give|build) ", e.Message));
    }

    private static Plugins Load(params string[] paths) => PluginLoader.Load(
        new ConfigurationBuilder().AddInMemoryCollection(paths.Select((path, i) => KeyValuePair.Create($"Plugins:{i}", (string?)path))).Build(),
        AppContext.BaseDirectory);

    private static string Save(string folder, string name, Action<ModuleBuilder>? define = null)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var module = assembly.DefineDynamicModule(name);
        define?.Invoke(module);
        // Beside the tests, as a loaded assembly can't be deleted everywhere.
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "made-plugins", folder)).FullName, name + ".dll");
        assembly.Save(file);
        return file;
    }
}

/// <summary>What the made plugins derive from.</summary>
public abstract class SomeFactory : IJobStoreFactory
{
    /// <inheritdoc/>
    public string Type => "Some";

    /// <inheritdoc/>
    public IJobStore Create(JobStoreContext context) => throw new NotSupportedException();
}
