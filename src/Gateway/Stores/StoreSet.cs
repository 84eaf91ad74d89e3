using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Stores;

/// <summary>The stores of one state of the configuration, by name. Immutable; a changed configuration makes a new one, with the stores whose sections are unchanged.</summary>
internal sealed partial class StoreSet : IAsyncDisposable
{
    /// <summary>The section that names the stores.</summary>
    public const string Section = "Stores";

    private readonly Dictionary<string, ConfiguredStore> _stores = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];
    private readonly List<ConfigurationError> _errors = [];
    private readonly ILogger _logger;

    private StoreSet(ILogger logger) => _logger = logger;

    /// <summary>What is wrong with the section and the plugins; the stores concerned are missing.</summary>
    public IReadOnlyList<ConfigurationError> Errors => _errors;

    /// <summary>The stores, in the order of configuration.</summary>
    public IReadOnlyCollection<ConfiguredStore> All => _stores.Values;

    /// <summary>The names, in the order of configuration, also of stores that could not be made.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The store of this name; null where there is none, or it could not be made.</summary>
    public ConfiguredStore? Find(string name) => _stores.GetValueOrDefault(name);

    /// <summary>Makes the stores; nothing is opened yet.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="maker">Makes those that are new or changed.</param>
    /// <param name="logger">Told of stores that fail to close.</param>
    /// <param name="previous">The stores in use, which are kept where nothing has changed.</param>
    public static StoreSet Create(IConfiguration configuration, StoreMaker maker, ILogger<StoreSet> logger, StoreSet? previous = null)
    {
        var set = new StoreSet(logger);
        set._errors.AddRange(maker.Errors);
        foreach (var section in configuration.GetSection(Section).GetChildren())
        {
            set._names.Add(section.Key);
            var kept = previous?.Find(section.Key);
            var store = kept?.Fingerprint == StoreSection.FingerprintOf(section) ? kept : set.Make(section, maker);
            if (store is not null)
                set._stores[section.Key] = store;
        }

        if (set._stores.Count == 0 && set._errors.Count == 0)
            set._errors.Add(new ConfigurationError(Section, "there is no store; write for example \"Stores\": { \"local\": { \"Type\": \"Sqlite\" } }"));
        return set;
    }

    /// <summary>The stores that are here and not there.</summary>
    public IReadOnlyList<ConfiguredStore> Except(StoreSet? other) => [.. _stores.Values.Where(store => other?.Find(store.Name) != store)];

    /// <summary>Opens every store for a start; those that can't be reached now are opened later.</summary>
    /// <exception cref="JobStoreException">A store can't be opened, now or later.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        foreach (var store in _stores.Values)
            await store.OpenAsync(cancellationToken);
    }

    /// <summary>Closes every store, also after one that fails to.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(_stores.Values);

    /// <summary>Closes some stores, also after one that fails to.</summary>
    public async Task CloseAsync(IEnumerable<ConfiguredStore> stores)
    {
        foreach (var store in stores)
        {
            try
            {
                await store.DisposeAsync();
            }
            catch (Exception e)
            {
                LogNotClosed(_logger, store.Name, e);
            }
        }
    }

    // What a plugin's factory throws is of any kind, and the stores made before it must not be lost.
    private ConfiguredStore? Make(IConfigurationSection section, StoreMaker maker)
    {
        try
        {
            return maker.Make(section, _errors);
        }
        catch (Exception e)
        {
            LogNotMade(_logger, section.Key, e);
            _errors.Add(new ConfigurationError(section.Path, $"could not be made: {e.GetType().Name}: {e.Message}"));
            return null;
        }
    }

    [LoggerMessage(EventId = 1402, EventName = "StoreNotMade", Level = LogLevel.Debug, Message = "The store {Name} could not be made.")]
    private static partial void LogNotMade(ILogger logger, string name, Exception exception);

    [LoggerMessage(EventId = 1401, EventName = "StoreNotClosed", Level = LogLevel.Error, Message = "The store {Name} failed to close.")]
    private static partial void LogNotClosed(ILogger logger, string name, Exception exception);
}
