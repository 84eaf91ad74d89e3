using System.Net.Http.Headers;
using System.Text.Json;

namespace JobsGateway.Samples.Worker;

/// <summary>Asks the gateway over HTTP, as wallets and shops do. It knows nothing of the store.</summary>
internal sealed class GatewayClient(Uri address, string token) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly HttpClient _http = new()
    {
        BaseAddress = address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };

    /// <summary>Polls a job until it has ended: until <c>lastFinishedAt</c> is a text.</summary>
    public async Task<JsonElement> WaitForAsync(string id)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            using var answer = await _http.GetAsync(new Uri($"api/v2/jobs/{id}", UriKind.Relative), limit.Token);
            var job = await ReadAsync(answer, "data");
            if (job.TryGetProperty("lastFinishedAt", out var finished) && finished.ValueKind == JsonValueKind.String && finished.GetString()!.Length > 0)
                return job;
            await Task.Delay(PollInterval, limit.Token);
        }
    }

    /// <summary>Retries a job; the answer is the new job.</summary>
    public async Task<JsonElement> RetryAsync(string id)
    {
        using var answer = await _http.PostAsync(new Uri($"api/v2/jobs/retry/{id}", UriKind.Relative), null);
        return await ReadAsync(answer, "job");
    }

    public void Dispose() => _http.Dispose();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, string key)
    {
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{(int)answer.StatusCode}: {body}", null, answer.StatusCode);
        return JsonElement.Parse(body).GetProperty(key);
    }
}
