using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Configuration;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Worker.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Worker.Store;

/// <summary>The store that the section names; made, not yet opened.</summary>
internal sealed class QueueStore : IAsyncDisposable
{
    private readonly IJobStore? _store;

    public QueueStore(QueueSection section, IEnumerable<IJobStoreFactory> factories, IHostEnvironment environment, TimeProvider clock, ILoggerFactory loggers)
    {
        var settings = section.Store();
        var types = factories.ToDictionary(factory => factory.Type, StringComparer.OrdinalIgnoreCase);
        var type = settings[nameof(IJobStoreFactory.Type)];
        if (string.IsNullOrEmpty(type) || !types.TryGetValue(type, out var factory))
        {
            var problem = string.IsNullOrEmpty(type) ? "is not set" : $"there is no store type '{type}'";
            Errors = [new($"{settings.Path}:{nameof(IJobStoreFactory.Type)}", $"{problem}; the types are {string.Join(", ", types.Keys.Order(StringComparer.Ordinal))}")];
            return;
        }

        try
        {
            _store = factory.Create(new JobStoreContext(settings.Key, settings, environment.ContentRootPath, clock, loggers));
            if (_store is not IJobQueue)
                Errors = [new($"{settings.Path}:{nameof(IJobStoreFactory.Type)}", $"stores of type '{factory.Type}' have no queue; name another type")];
        }
        catch (JobStoreConfigurationException e)
        {
            Errors = e.Errors;
        }
        catch (JobStoreException e)
        {
            Errors = [new(settings.Path, e.Message)];
        }
    }

    /// <summary>What is wrong with the section.</summary>
    public IReadOnlyList<ConfigurationError> Errors { get; } = [];

    /// <summary>The store.</summary>
    /// <exception cref="JobStoreConfigurationException">The section is wrong.</exception>
    public IJobStore Jobs => Errors.Count == 0 ? _store! : throw new JobStoreConfigurationException(Errors);

    public ValueTask DisposeAsync() => _store?.DisposeAsync() ?? ValueTask.CompletedTask;
}
