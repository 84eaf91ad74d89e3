using System.Net.Http.Json;
using System.Text;
using JobsGateway.Studio;

namespace JobsGateway.Migration.EndToEnd.Processes;

/// <summary>The Studio that jobs are moved from; see tests/Studio.</summary>
internal sealed class StudioProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;
    private readonly HttpClient _client = new();

    private StudioProcess(ChildProcess process, string port, string database)
    {
        _process = process;
        Address = new Uri($"http://127.0.0.1:{port}/");
        Database = $"mongodb://{database}/studio";
    }

    public Uri Address { get; }

    /// <summary>The address that <c>--from</c> takes.</summary>
    public string Database { get; }

    public static async Task<StudioProcess> StartAsync(string folder, string secret)
    {
        var process = new ChildProcess("JobsGateway.Studio.dll", folder, [], "0", secret);
        string[] words = (await process.LineAsync("listening ")).Split(' ');
        return new StudioProcess(process, words[1], words[2]);
    }

    /// <summary>Lets its applications and workers take a number of steps.</summary>
    public async Task AdvanceAsync(int steps) => await PostAsync($"_studio/advance/{steps}", "");

    public async Task<IReadOnlyList<JobChange>> ChangesAsync(int after) =>
        (await _client.GetFromJsonAsync<List<JobChange>>(new Uri(Address, $"_studio/changes/{after}")).ByLimit())!;

    /// <summary>How many fetches, retries and other requests it has had.</summary>
    public async Task<int> RequestsAsync(string sort) =>
        (await _client.GetFromJsonAsync<Dictionary<string, int>>(new Uri(Address, "_studio/requests")).ByLimit())!.GetValueOrDefault(sort);

    /// <summary>What mongoexport writes.</summary>
    public Task<string> ExportAsync(string kind) => _client.GetStringAsync(new Uri(Address, $"_studio/export/{kind}")).ByLimit();

    /// <summary>What mongoimport --mode=upsert does.</summary>
    public Task ImportAsync(string kind, string lines) => PostAsync($"_studio/import/{kind}", lines);

    /// <summary>Ends it at once.</summary>
    public Task KillAsync() => _process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    private async Task PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "text/plain");
        using var response = await _client.PostAsync(new Uri(Address, path), content).ByLimit();
        response.EnsureSuccessStatusCode();
    }
}
