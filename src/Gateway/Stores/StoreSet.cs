using JobsGateway.Gateway.Configuration;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Stores;

/// <summary>The stores of the configuration, by name.</summary>
internal sealed partial class StoreSet : IAsyncDisposable
{
    /// <summary>The section that names the stores.</summary>
    public const string Section = "Stores";

    private readonly Dictionary<string, IJobStore> _stores = new(StringComparer.OrdinalIgnoreCase);

    private readonly List<ConfigurationError> _errors = [];

    private readonly ILogger _logger;

    private int _disposed;

    private StoreSet(ILogger<StoreSet> logger) => _logger = logger;

    /// <summary>What is wrong with the section and the plugins; the stores concerned are missing.</summary>
    public IReadOnlyList<ConfigurationError> Errors => _errors;

    /// <summary>The names, in the order of configuration.</summary>
    public IReadOnlyList<string> Names => [.. _stores.Keys];

    /// <summary>The store of this name; null where there is none.</summary>
    public IJobStore? Find(string name) => _stores.GetValueOrDefault(name);

    /// <summary>Makes the stores; nothing is opened yet.</summary>
    public static StoreSet Create(
        IConfiguration configuration, IEnumerable<IJobStoreFactory> factories, IEnumerable<ConfigurationError> pluginErrors,
        string contentRoot, TimeProvider clock, ILoggerFactory loggers)
    {
        var set = new StoreSet(loggers.CreateLogger<StoreSet>());
        var errors = set._errors;
        errors.AddRange(pluginErrors);
        var types = ByType(factories, errors);
        foreach (var section in configuration.GetSection(Section).GetChildren())
        {
            if (Make(new JobStoreContext(section.Key, section, contentRoot, clock, loggers), types, errors) is { } store)
                set._stores[section.Key] = store;
        }

        if (set._stores.Count == 0 && errors.Count == 0)
            errors.Add(new ConfigurationError(Section, "there is no store; write for example \"Stores\": { \"local\": { \"Type\": \"Sqlite\" } }"));
        return set;
    }

    /// <summary>Opens every store.</summary>
    /// <exception cref="JobStoreException">A store can't be opened.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (var store in _stores.Values)
            await store.PrepareAsync(cancellationToken);
    }

    /// <summary>Closes every store, also after one that fails to; once, as both the stopping host and its services do it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        foreach (var (name, store) in _stores)
        {
            try
            {
                await store.DisposeAsync();
            }
            catch (Exception e)
            {
                LogNotClosed(_logger, name, e);
            }
        }
    }

    private static Dictionary<string, IJobStoreFactory> ByType(IEnumerable<IJobStoreFactory> factories, List<ConfigurationError> errors)
    {
        var types = new Dictionary<string, IJobStoreFactory>(StringComparer.OrdinalIgnoreCase);
        foreach (var factory in factories)
        {
            if (!types.TryAdd(factory.Type, factory))
            {
                errors.Add(new ConfigurationError(PluginLoader.Section,
                    $"the store type '{factory.Type}' of {factory.GetType().Assembly.GetName().Name} exists already; remove the plugin or give its type another name"));
            }
        }

        return types;
    }

    private static IJobStore? Make(JobStoreContext context, Dictionary<string, IJobStoreFactory> types, List<ConfigurationError> errors)
    {
        var path = context.Configuration.Path + ":Type";
        var type = context.Configuration["Type"];
        if (string.IsNullOrEmpty(type) || !types.TryGetValue(type, out var factory))
        {
            var problem = string.IsNullOrEmpty(type) ? "is not set" : $"there is no store type '{type}'";
            errors.Add(new ConfigurationError(path, $"{problem}; the types are {string.Join(", ", types.Keys.Order(StringComparer.Ordinal))} (more come from Plugins)"));
            return null;
        }

        try
        {
            return factory.Create(context);
        }
        catch (JobStoreException e)
        {
            errors.Add(new ConfigurationError(context.Configuration.Path, e.Message));
            return null;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The store {Name} failed to close.")]
    private static partial void LogNotClosed(ILogger logger, string name, Exception exception);
}
