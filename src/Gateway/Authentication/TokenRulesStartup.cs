namespace JobsGateway.Gateway.Authentication;

/// <summary>Makes a wrong section <c>Jwt</c> stop the start of the process instead of the first request.</summary>
/// <param name="source">Validates when it is made.</param>
internal sealed class TokenRulesStartup(TokenRulesSource source) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = source.Current;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
