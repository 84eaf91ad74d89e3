using JobsGateway.Stores.Upstream.Configuration;

namespace JobsGateway.Stores.Upstream.Clusters;

/// <summary>Asks every destination for its health path, as the active health checks do, once and on demand.</summary>
internal sealed class HealthProbe(UpstreamOptions options, HttpMessageInvoker client)
{
    public async Task<IReadOnlyDictionary<string, string?>> RunAsync(CancellationToken cancellationToken)
    {
        var probes = options.Destinations.Select(async pair => KeyValuePair.Create(pair.Key, await ProblemAsync(pair.Value, cancellationToken)));
        return (await Task.WhenAll(probes)).ToDictionary();
    }

    private async Task<string?> ProblemAsync(DestinationOptions destination, CancellationToken cancellationToken)
    {
        var active = options.HealthChecks.Active;
        var address = new Uri((destination.Health ?? destination.Address!).AbsoluteUri.TrimEnd('/') + active.Path);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(active.Timeout);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Host = destination.Host;
            using var response = await client.SendAsync(request, timeout.Token);
            return response.IsSuccessStatusCode ? null : $"{address} answered {(int)response.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return $"{address}: {e.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{address} did not answer within {active.Timeout:c}";
        }
    }
}
