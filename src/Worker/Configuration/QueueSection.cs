using Microsoft.Extensions.Configuration;

namespace JobsGateway.Worker.Configuration;

/// <summary>The queue's section: a store's, and beside its keys those of the worker.</summary>
internal sealed class QueueSection(IConfigurationSection section)
{
    private const string WorkerKey = "Worker";
    private const string HandlersKey = "Handlers";

    /// <summary>The options that handlers share.</summary>
    public IConfigurationSection Worker => section.GetSection(WorkerKey);

    /// <summary>The options of the handlers.</summary>
    public IConfigurationSection Handlers => section.GetSection(HandlersKey);

    /// <summary>The section without the keys of the worker, which a store would refuse. The paths stay, for its errors.</summary>
    public IConfigurationSection Store()
    {
        var settings = section.AsEnumerable().Where(setting => !IsBelow(setting.Key, Worker.Path) && !IsBelow(setting.Key, Handlers.Path));
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(section.Path);
    }

    private static bool IsBelow(string key, string path) =>
        key.StartsWith(path, StringComparison.OrdinalIgnoreCase) && (key.Length == path.Length || key[path.Length] == ':');
}
