using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace JobsGateway.Samples.Worker;

/// <summary>Stands for a node of a blockchain that is not always there: it does not take a transaction the first time it is sent.</summary>
internal sealed class ChainNode
{
    private readonly ConcurrentDictionary<string, bool> _seen = new();

    /// <summary>Sends a transaction; one that was sent before is not sent again.</summary>
    /// <returns>Its hash.</returns>
    /// <exception cref="IOException">The node does not answer.</exception>
    public Task<string> SendAsync(string transactionId, Relay relay, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_seen.TryAdd(transactionId, true))
            throw new IOException("The node does not answer");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{transactionId} {relay}"));
        return Task.FromResult($"0x{Convert.ToHexStringLower(hash)}");
    }
}
