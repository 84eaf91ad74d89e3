using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace JobsGateway.Tests.Upstreams;

/// <summary>A real Node process that answers like Studio from the exported collections; see <c>node/studio.mjs</c>. It dies with the test host.</summary>
public sealed class NodeUpstream : IAsyncDisposable
{
    private static readonly Lazy<string?> Missing = new(WhyMissing);
    private readonly Process _process;
    private readonly StringBuilder _errors;
    private readonly HttpClient _client = new();

    private NodeUpstream(Process process, int port, StringBuilder errors)
    {
        _process = process;
        _errors = errors;
        Address = new Uri($"http://127.0.0.1:{port}/");
    }

    /// <summary>Why Node can't be run here; null where it can. Meant for <c>Skip.If</c>.</summary>
    public static string? MissingReason => Missing.Value;

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    /// <summary>What the process wrote to its standard error.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

    /// <summary>Starts the server with the data as exported.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="keepAlive">How long idle connections are kept; null is Node's own 5 s.</param>
    public static async Task<NodeUpstream> StartAsync(int port = 0, TimeSpan? keepAlive = null)
    {
        if (MissingReason is { } reason)
            throw new InvalidOperationException(reason);
        var arguments = new List<string> { Path.Combine(AppContext.BaseDirectory, "node", "studio.mjs"), "--port", port.ToString(CultureInfo.InvariantCulture) };
        if (keepAlive is { } time)
            arguments.AddRange(["--keep-alive-ms", time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)]);
        var process = Run([.. arguments]);
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, e) =>
        {
            lock (errors)
                errors.AppendLine(e.Data);
        };
        process.BeginErrorReadLine();
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().ByLimit();
            if (line is null || !line.StartsWith("listening ", StringComparison.Ordinal))
            {
                await process.WaitForExitAsync().ByLimit();
                throw new InvalidOperationException($"The Node server did not start: {line}{errors}");
            }

            return new NodeUpstream(process, int.Parse(line.AsSpan("listening ".Length), CultureInfo.InvariantCulture), errors);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>How many requests of each <c>METHOD path-pattern</c> came, such as <c>POST /api/v2/jobs/retry/:jobId</c>.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync() =>
        (await _client.GetFromJsonAsync<Dictionary<string, int>>(new Uri(Address, "count")).ByLimit())!;

    public async Task<int> CountAsync(string methodAndPattern) => (await CountsAsync()).GetValueOrDefault(methodAndPattern);

    /// <summary>Fails the next requests: after a delay with a status, or with a reset of the connection; with neither they are only late.</summary>
    public async Task FailNextAsync(int count, int? status = null, TimeSpan delay = default, bool reset = false)
    {
        var control = new Dictionary<string, object> { ["failNext"] = count, ["delayMs"] = delay.TotalMilliseconds, ["reset"] = reset };
        if (status is not null)
            control["status"] = status;
        using var body = new StringContent(JsonSerializer.Serialize(control), Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri(Address, "_control"), body).ByLimit();
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Closes the process's input, as the death of the test host would; the process ends by itself.</summary>
    public async Task EndInputAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().ByLimit();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().ByLimit();
        _process.Dispose();
    }

    private static string? WhyMissing()
    {
        try
        {
            using var node = Run("--version");
            var version = node.StandardOutput.ReadToEnd().Trim();
            node.WaitForExit(Bounded.Limit);
            var major = version.TrimStart('v').Split('.')[0];
            // The oldest line that has all that studio.mjs uses.
            return int.TryParse(major, out var number) && number >= 18 ? null : $"Node 18 or later is needed; 'node --version' says '{version}'.";
        }
        catch (Win32Exception e)
        {
            return $"'node' can't be run: {e.Message}";
        }
    }

    private static Process Run(params string[] arguments) => Process.Start(new ProcessStartInfo("node", arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
