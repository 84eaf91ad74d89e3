using JobsGateway.Stores.Abstractions.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace JobsGateway.Worker.Configuration;

/// <summary>What code and configuration make of the worker, and everything that is wrong with it.</summary>
internal sealed class QueueConfiguration
{
    private readonly List<ConfigurationError> _errors = [];

    public QueueConfiguration(
        QueueSection section, IEnumerable<HandlerRegistration> registrations, IEnumerable<WorkerSettings> settings, IServiceScopeFactory scopes, IOptions<HostOptions> host)
    {
        Handlers = [];
        HandlerRegistration[] registered = [.. registrations];
        // A service that only enqueues may share its file with a worker.
        if (registered.Length == 0)
            return;
        Worker = ReadWorker(section.Worker, settings, host.Value);
        Handlers = [.. registered.Select(handler => ReadHandler(handler, section.Handlers.GetSection(handler.Name)))];
        foreach (var twice in registered.GroupBy(handler => handler.Name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
            _errors.Add(new(twice.First().Place, "there is a handler of this name already; a name has one handler"));
        string[] names = [.. registered.Select(handler => handler.Name)];
        foreach (var unknown in section.Handlers.GetChildren().Where(child => !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
            _errors.Add(new(unknown.Path, $"there is no handler of this name; the handlers are {string.Join(", ", names)}"));
        foreach (var handler in registered)
            TryMake(handler, scopes);
    }

    /// <summary>The options that handlers share.</summary>
    public WorkerOptions Worker { get; } = new();

    /// <summary>The handlers.</summary>
    public IReadOnlyList<HandlerPlan> Handlers { get; }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<ConfigurationError> Errors => _errors;

    private WorkerOptions ReadWorker(IConfigurationSection section, IEnumerable<WorkerSettings> settings, HostOptions host)
    {
        var options = new WorkerOptions();
        foreach (var setting in settings)
            setting.Configure(options);
        _errors.AddRange(CodeRanges.Check(options, nameof(JobQueueBuilder.ConfigureWorker)));
        OptionsReader.ReadInto(options, section, _errors);
        if (options.ShutdownGrace >= host.ShutdownTimeout && host.ShutdownTimeout != Timeout.InfiniteTimeSpan)
        {
            _errors.Add(new($"{section.Path}:{nameof(options.ShutdownGrace)}",
                $"{options.ShutdownGrace:c} leaves no time to end the jobs in: the host stops after {host.ShutdownTimeout:c} (HostOptions.ShutdownTimeout); write less, or raise that"));
        }

        return options;
    }

    private HandlerPlan ReadHandler(HandlerRegistration handler, IConfigurationSection section)
    {
        var options = new JobWorkerOptions();
        handler.Configure?.Invoke(options);
        _errors.AddRange(CodeRanges.Check(options, handler.Place));
        OptionsReader.ReadInto(options, section, _errors);
        if (options.MaximumPollInterval < options.PollInterval)
            _errors.Add(Order(section, nameof(options.MaximumPollInterval), options.MaximumPollInterval, nameof(options.PollInterval), options.PollInterval));
        if (options.BackoffMaximum < options.BackoffBase)
            _errors.Add(Order(section, nameof(options.BackoffMaximum), options.BackoffMaximum, nameof(options.BackoffBase), options.BackoffBase));
        return new HandlerPlan(handler.Name, handler.Make, options);
    }

    private static ConfigurationError Order(IConfigurationSection section, string key, TimeSpan value, string lower, TimeSpan bound) =>
        new($"{section.Path}:{key}", $"{value:c} is below {lower}, which is {bound:c}; write at least as much, or lower {lower}");

    // A handler that can't be made would fail every job it gets.
    private void TryMake(HandlerRegistration handler, IServiceScopeFactory scopes)
    {
        try
        {
            var scope = scopes.CreateAsyncScope();
            try
            {
                handler.Make(scope.ServiceProvider);
            }
            finally
            {
                scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }
        }
        catch (Exception e)
        {
            _errors.Add(new(handler.Place, $"the handler can't be made: {e.Message}"));
        }
    }
}
