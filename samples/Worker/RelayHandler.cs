using JobsGateway.Worker;

namespace JobsGateway.Samples.Worker;

/// <summary>What a job named <c>relay</c> is to do.</summary>
internal sealed record Relay(string From, string To, string Value);

/// <summary>The part a team writes: does the work of one job.</summary>
internal sealed class RelayHandler(ChainNode node, TextWriter output) : IJobHandler
{
    public const string JobName = "relay";

    public async Task<JobResult> RunAsync(RunningJob job, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"   worker:  runs job {job.Id}");
        var relay = job.Data<Relay>();

        // A job can be run twice (docs/queue.md): the node takes the correlation id for the transaction's own id, and sends it once.
        var hash = await node.SendAsync(job.CorrelationId!, relay, cancellationToken);

        return JobResult.Succeeded(new { TxHash = hash, TransactionBody = new { relay.From, relay.To, relay.Value, Status = "confirmed" } });
    }
}
