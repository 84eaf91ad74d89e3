using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Resilience;
using JobsGateway.Stores.Upstream;

namespace JobsGateway.Gateway.Stores;

/// <summary>Makes stores from their sections.</summary>
internal sealed class StoreMaker
{
    private readonly Dictionary<string, IJobStoreFactory> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly UpstreamStoreFactory _upstreams;
    private readonly string _contentRoot;
    private readonly TimeProvider _clock;
    private readonly ILoggerFactory _loggers;
    private readonly List<ConfigurationError> _errors;

    public StoreMaker(Plugins plugins, IEnumerable<IJobStoreFactory> factories, UpstreamStoreFactory upstreams, string contentRoot, TimeProvider clock, ILoggerFactory loggers)
    {
        _upstreams = upstreams;
        _contentRoot = contentRoot;
        _clock = clock;
        _loggers = loggers;
        _errors = [.. plugins.Errors];
        foreach (var factory in factories.Concat(plugins.Factories))
        {
            if (factory.Type.Equals(UpstreamStoreFactory.Type, StringComparison.OrdinalIgnoreCase) || !_types.TryAdd(factory.Type, factory))
            {
                _errors.Add(new ConfigurationError(PluginLoader.Section,
                    $"the store type '{factory.Type}' of {factory.GetType().Assembly.GetName().Name} exists already; remove the plugin or give its type another name"));
            }
        }
    }

    /// <summary>What is wrong with the plugins.</summary>
    public IReadOnlyList<ConfigurationError> Errors => _errors;

    private IEnumerable<string> Types => _types.Keys.Append(UpstreamStoreFactory.Type).Order(StringComparer.Ordinal);

    /// <summary>Makes a store; nothing is opened yet. Null where its section is wrong, which the errors tell then.</summary>
    public ConfiguredStore? Make(IConfigurationSection section, ICollection<ConfigurationError> errors)
    {
        var context = new JobStoreContext(section.Key, section, _contentRoot, _clock, _loggers);
        var type = section["Type"];
        if (UpstreamStoreFactory.Type.Equals(type, StringComparison.OrdinalIgnoreCase))
            return MakeRemote(context, errors);
        if (!string.IsNullOrEmpty(type) && _types.TryGetValue(type, out var factory))
            return MakeLocal(context, factory, errors);
        var problem = string.IsNullOrEmpty(type) ? "is not set" : $"there is no store type '{type}'";
        errors.Add(new ConfigurationError(section.Path + ":Type", $"{problem}; the types are {string.Join(", ", Types)} (more come from Plugins)"));
        return null;
    }

    private RemoteStore? MakeRemote(JobStoreContext context, ICollection<ConfigurationError> errors)
    {
        var before = errors.Count;
        var options = UpstreamStoreFactory.Read(context.Configuration, errors);
        return errors.Count == before ? new RemoteStore(context, _upstreams.Create(context, options)) : null;
    }

    private LocalStore? MakeLocal(JobStoreContext context, IJobStoreFactory factory, ICollection<ConfigurationError> errors)
    {
        var before = errors.Count;
        var section = context.Configuration.GetSection(ResilienceOptionsValidator.Section);
        var resilience = OptionsReader.Read<ResilienceOptions>(section, errors);
        foreach (var error in ResilienceOptionsValidator.ValidateLocal(resilience, section.Path))
            errors.Add(error);
        try
        {
            var jobs = factory.Create(context);
            if (errors.Count == before)
                return new LocalStore(context, new ResilientJobStore(jobs, context.Name, resilience, _clock, _loggers), resilience);
            jobs.DisposeAsync().AsTask().GetAwaiter().GetResult(); // It was made for its errors only; as it is not open, this takes no time.
            return null;
        }
        catch (JobStoreConfigurationException e)
        {
            foreach (var error in e.Errors)
                errors.Add(error);
            return null;
        }
        catch (JobStoreException e)
        {
            errors.Add(new ConfigurationError(context.Configuration.Path, e.Message));
            return null;
        }
    }
}
