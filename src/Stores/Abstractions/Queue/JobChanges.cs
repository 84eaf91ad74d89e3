namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>What a worker writes into its job.</summary>
public sealed record JobChanges
{
    /// <summary>
    /// Merged into the job's <c>data</c>, as UTF-8: a JSON merge patch (RFC 7396). Objects are merged key by key, everything else replaces what was there,
    /// null removes. <c>{"txHash":"0x…","transactionBody":{"status":"confirmed"}}</c> for example. Default: nothing.
    /// </summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The account that does the work; a queue job shows it as <c>accountAddress</c>. Default: as it is.</summary>
    public string? AccountAddress { get; init; }
}
