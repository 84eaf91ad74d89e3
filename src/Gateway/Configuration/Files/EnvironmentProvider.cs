using JobsGateway.Gateway.Operations.Checks;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace JobsGateway.Gateway.Configuration.Files;

/// <summary>The environment variables, those of the gateway's sections also by file: <c>Jwt__Secrets__0_FILE=/run/secrets/jwt</c> is <c>Jwt__Secrets__0</c> with what the file holds.</summary>
/// <remarks>
/// The files are looked at every few seconds rather than watched: secrets are mounted as links to links, swapped above the file, or lie on what tells of no change. What was
/// read last stays while a file can't be read.
/// </remarks>
internal sealed class EnvironmentProvider : EnvironmentVariablesConfigurationProvider, ISteadyProvider, IDisposable
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private const string Suffix = "_FILE";

    private readonly Lock _reading = new();
    private readonly string _root;
    private readonly ITimer? _timer;
    private readonly Dictionary<string, string> _read = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, string?> _variables = [];
    private IReadOnlyList<ConfigurationError> _problems = [];

    /// <summary>Reads the environment.</summary>
    /// <param name="root">Where relative paths of files start.</param>
    /// <param name="clock">Tells when to look at them again.</param>
    public EnvironmentProvider(string root, TimeProvider clock)
    {
        _root = root;
        // Without such a variable there is nothing to look at: a process gets no new ones.
        if (Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(name => IsFile(name.Replace("__", ":", StringComparison.Ordinal))))
            _timer = clock.CreateTimer(_ => LookAgain(), null, Period, Period);
    }

    public override void Load()
    {
        lock (_reading)
        {
            base.Load();
            _variables = new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase);
            (Data, _problems) = ReadFiles();
        }
    }

    /// <inheritdoc/>
    public (IReadOnlyDictionary<string, string?> Data, IReadOnlyList<ConfigurationError> Problems) Take()
    {
        lock (_reading)
            return (new Dictionary<string, string?>(Data, StringComparer.OrdinalIgnoreCase), _problems);
    }

    public void Dispose() => _timer?.Dispose();

    private void LookAgain()
    {
        bool isChanged;
        lock (_reading)
        {
            var (data, problems) = ReadFiles();
            isChanged = !problems.SequenceEqual(_problems) || data.Count != Data.Count || data.Any(setting => !Data.TryGetValue(setting.Key, out var value) || value != setting.Value);
            (Data, _problems) = (data, problems);
        }

        if (isChanged)
            OnReload();
    }

    private (Dictionary<string, string?> Data, IReadOnlyList<ConfigurationError> Problems) ReadFiles()
    {
        var data = new Dictionary<string, string?>(_variables, StringComparer.OrdinalIgnoreCase);
        var problems = new List<ConfigurationError>();
        foreach (var (name, path) in _variables.Where(variable => IsFile(variable.Key)))
        {
            data.Remove(name);
            var setting = name[..^Suffix.Length];
            if (_variables.ContainsKey(setting))
                problems.Add(new(setting, $"is set twice, by {Spelt(setting)} and by {Spelt(name)}; take one of the variables away"));
            else if (string.IsNullOrWhiteSpace(path))
                problems.Add(new(setting, $"{Spelt(name)} is empty; write the path of a file, or take the variable away"));
            else if (SecretFile.TryRead(Path.GetFullPath(path, _root), out var content) is { } problem)
                problems.Add(new(setting, $"{problem} ({Spelt(name)})"));
            else
                _read[setting] = content;
            if (_read.TryGetValue(setting, out var value))
                data[setting] = value;
        }

        return (data, problems);
    }

    // Other programs have variables of this form, too (SSL_CERT_FILE): only settings of the gateway's own sections are meant.
    private static bool IsFile(string key) =>
        key.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) && key.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && SectionNameCheck.IsOurs(key[..colon]);

    private static string Spelt(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
