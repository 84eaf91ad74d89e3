using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Primitives;

namespace JobsGateway.Gateway.Configuration.Files;

/// <summary>Keeps what a file held while it can't be read. The framework's provider publishes nothing at all then, and whatever follows the configuration (Kestrel, log levels, allowed hosts) takes that for its defaults.</summary>
internal sealed class SteadyJsonProvider : JsonConfigurationProvider, ISteadyProvider
{
    private readonly Lock _reading = new();
    private readonly IDisposable? _following;
    private bool _isLoaded, _wasThere;
    private ConfigurationError? _problem;

    public SteadyJsonProvider(SteadyJsonSource source)
        : base(source)
    {
        if (source is { IsFollowed: true, FileProvider: { } files, Path: { } path })
            _following = ChangeToken.OnChange(() => files.Watch(path), ReadLater);
    }

    /// <summary>Reads the file. The first time one that can't be read is thrown for; later it is what <see cref="Take"/> tells.</summary>
    public override void Load()
    {
        lock (_reading)
        {
            if (_isLoaded)
            {
                Refresh();
            }
            else
            {
                base.Load();
                _isLoaded = true;
                return;
            }
        }

        OnReload();
    }

    public override void Load(Stream stream)
    {
        base.Load(stream);
        _wasThere = true;
    }

    /// <inheritdoc/>
    public (IReadOnlyDictionary<string, string?> Data, IReadOnlyList<ConfigurationError> Problems) Take()
    {
        lock (_reading)
            return (new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase), _problem is null ? [] : [_problem]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _following?.Dispose();
        base.Dispose(disposing);
    }

    private void ReadLater()
    {
        Thread.Sleep(Source.ReloadDelay); // As the framework does: whoever writes the file has hardly begun.
        Load();
    }

    private void Refresh()
    {
        try
        {
            var file = Source.FileProvider!.GetFileInfo(Source.Path!);
            if (file.Exists)
            {
                using var stream = file.CreateReadStream();
                Load(stream);
                _problem = null;
            }
            else
            {
                _problem = _wasThere ? new ConfigurationError(Source.Path!, "is gone; put it back, with {} in it where nothing of it is wanted any more") : null;
            }
        }
        catch (Exception e)
        {
            // Of any kind: it would end in a watcher's task, unseen.
            _problem = new ConfigurationError(Source.Path!, UnreadableFile.Reason(e));
        }
    }
}
