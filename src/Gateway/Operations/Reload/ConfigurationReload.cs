using System.Threading.Channels;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Configuration.Files;
using JobsGateway.Gateway.Guards;
using JobsGateway.Gateway.Operations.Checks;
using JobsGateway.Gateway.Parity.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.Primitives;

namespace JobsGateway.Gateway.Operations.Reload;

/// <summary>Puts a changed configuration in force, as a whole or not at all. Requests under way finish with what they began with.</summary>
internal sealed class ConfigurationReload : BackgroundService
{
    // A store that is new in the configuration is opened before it is used; one that hangs must not hold up the next change.
    private static readonly TimeSpan PrepareTimeout = TimeSpan.FromSeconds(30);

    private readonly LiveConfiguration _configuration;
    private readonly IHostEnvironment _environment;
    private readonly StoreMaker _maker;
    private readonly RoutePlanSource _routes;
    private readonly TokenRulesSource _tokens;
    private readonly StoreRetirement _retirement;
    private readonly ProxyRoutes _proxy;
    private readonly ParityRulesSource _parity;
    private readonly GuardRules _guards;
    private readonly ILogger<StoreSet> _storeLogger;
    private readonly ReloadLog _log;
    private readonly ReloadMetrics _metrics;
    private readonly TimeProvider _clock;
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly IDisposable _subscription;
    private volatile ConfigurationState _state;
    private string _inForce;
    private string? _refused;
    private IReadOnlyDictionary<string, string> _atStart;

    public ConfigurationReload(
        LiveConfiguration configuration, IHostEnvironment environment, StoreMaker maker, RoutePlanSource routes, TokenRulesSource tokens,
        StoreRetirement retirement, ProxyRoutes proxy, ParityRulesSource parity, GuardRules guards, ReloadMetrics metrics, TimeProvider clock, ILogger<StoreSet> storeLogger, ILogger<ConfigurationReload> logger)
    {
        _configuration = configuration;
        _environment = environment;
        _maker = maker;
        _routes = routes;
        _tokens = tokens;
        _retirement = retirement;
        _proxy = proxy;
        _parity = parity;
        _guards = guards;
        _metrics = metrics;
        _clock = clock;
        _storeLogger = storeLogger;
        _log = new ReloadLog(logger);
        StartedAt = clock.GetUtcNow();
        _state = new ConfigurationState([], StartedAt);
        _inForce = ConfigurationFingerprint.Of(configuration.AtStart.Configuration);
        _atStart = ConfigurationFingerprint.OfStart(configuration.AtStart.Configuration);
        // Changes come in bursts, one for each file and sometimes two for one; a burst is looked at once, or once more for what came meanwhile.
        _subscription = ChangeToken.OnChange(configuration.GetReloadToken, () => _changes.Writer.TryWrite(true));
        _changes.Writer.TryWrite(true); // For what was changed during the start.
    }

    /// <summary>Whether the configuration as it stands is the one in force.</summary>
    public ConfigurationState State => _state;

    /// <summary>When the gateway was put together.</summary>
    public DateTimeOffset StartedAt { get; }

    public override void Dispose()
    {
        _subscription.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _log.Warn(ConfigurationWarnings.ExceptTokens(_configuration.AtStart.Configuration, _environment));
        await foreach (var _ in _changes.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await ReloadAsync(_configuration.Now(), stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A bug must not stop a gateway that works.
                Refuse("", [new ConfigurationError(StoreSet.Section, e.ToString())]);
            }
        }
    }

    // What changes from here on is the next reload's: its token has come, or comes.
    private async Task ReloadAsync(ConfigurationSnapshot snapshot, CancellationToken stoppingToken)
    {
        if (snapshot.Unreadable.Count > 0)
        {
            Refuse("", snapshot.Unreadable);
            return;
        }

        var configuration = snapshot.Configuration;
        TellOfRestart(configuration);
        var fingerprint = ConfigurationFingerprint.Of(configuration);
        if (fingerprint != _inForce)
            await ApplyAsync(configuration, fingerprint, stoppingToken);
        else if (_state.Refused.Count > 0)
            Accept(configuration, "nothing differs from what was in force all the time");
    }

    private async Task ApplyAsync(IConfiguration configuration, string fingerprint, CancellationToken stoppingToken)
    {
        var old = _routes.Current;
        var errors = new List<ConfigurationError>(ConfigurationCheck.Errors(configuration, _environment));
        var stores = StoreSet.Create(configuration, _maker, _storeLogger, old.Stores);
        errors.AddRange(stores.Errors);
        var plan = RoutePlanBuilder.Build(configuration, stores, errors);
        var added = stores.Except(old.Stores);
        var isInForce = false;
        try
        {
            if (errors.Count == 0)
                errors.AddRange(await PrepareAsync(added, stoppingToken));
            if (errors.Count == 0)
            {
                _tokens.Reload(configuration);
                _proxy.Load(configuration);
                _parity.Load(configuration);
                _guards.Load(configuration);
                _routes.Swap(plan!);
                isInForce = true;
            }
        }
        finally
        {
            if (!isInForce)
                await stores.CloseAsync(added);
        }

        if (isInForce)
        {
            _inForce = fingerprint;
            _retirement.Retire(old.Stores, old.Stores.Except(stores));
            Accept(configuration, RouteChanges.Describe(old, plan!));
        }
        else
        {
            Refuse(fingerprint, errors);
        }
    }

    private async Task<IReadOnlyList<ConfigurationError>> PrepareAsync(IReadOnlyList<ConfiguredStore> added, CancellationToken stoppingToken)
    {
        var errors = new List<ConfigurationError>();
        foreach (var store in added)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            timeout.CancelAfter(PrepareTimeout);
            try
            {
                await store.PrepareAsync(timeout.Token);
            }
            catch (JobStoreException e)
            {
                errors.Add(new ConfigurationError($"{StoreSet.Section}:{store.Name}", e.Message));
            }
            catch (OperationCanceledException) when (timeout.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
            {
                errors.Add(new ConfigurationError($"{StoreSet.Section}:{store.Name}", $"could not be opened within {PrepareTimeout:c}"));
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                _log.NotOpened(store.Name, e);
                errors.Add(new ConfigurationError($"{StoreSet.Section}:{store.Name}", $"could not be opened: {e.GetType().Name}: {e.Message}"));
            }
        }

        return errors;
    }

    private void TellOfRestart(IConfiguration configuration)
    {
        var now = ConfigurationFingerprint.OfStart(configuration);
        _log.NeedsRestart([.. now.Where(section => _atStart[section.Key] != section.Value).Select(section => section.Key)]);
        _atStart = now; // Told once.
    }

    // One write of a file is sometimes told of twice: the same errors of the same configuration are counted and told once.
    private void Refuse(string fingerprint, IReadOnlyList<ConfigurationError> errors)
    {
        var refused = string.Join('\n', [fingerprint, .. errors]);
        if (refused == _refused)
            return;
        _refused = refused;
        _metrics.Refused();
        _state = new ConfigurationState([.. errors.Select(Redaction.Of)], _clock.GetUtcNow());
        _log.Refused(_state.Refused);
    }

    private void Accept(IConfiguration configuration, string changes)
    {
        _refused = null;
        _metrics.Accepted();
        _state = new ConfigurationState([], _clock.GetUtcNow());
        _log.Accepted(changes);
        _log.Warn(ConfigurationWarnings.ExceptTokens(configuration, _environment));
    }
}
