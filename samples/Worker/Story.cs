using System.Text.Json;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Samples.Worker;

/// <summary>The life of a job that fails and is retried: a service enqueues it, the worker runs it, clients watch it through the gateway.</summary>
internal sealed class Story(IJobQueue queue, GatewayClient gateway, TextWriter output)
{
    /// <summary>Tells it, step by step.</summary>
    /// <returns>Whether it came to its end.</returns>
    public async Task<bool> TellAsync()
    {
        try
        {
            if (await EnqueueAsync() is not { } id)
                return false;
            await TellAsync($"2. A wallet polls GET /api/v2/jobs/{id} until lastFinishedAt is a text");
            var failed = await gateway.WaitForAsync(id);
            await TellAsync($"   wallet:  {Text(failed, "status")}: {Text(failed, "failReason")}");

            await TellAsync($"3. An admin retries it: POST /api/v2/jobs/retry/{id}");
            var retry = Text(await gateway.RetryAsync(id), "_id");
            await TellAsync($"   gateway: made job {retry}, with the same data");

            await TellAsync($"4. The wallet polls GET /api/v2/jobs/{retry}");
            var done = await gateway.WaitForAsync(retry);
            await TellAsync($"   wallet:  {Text(done, "status")}, data are now");
            await TellAsync($"   {done.GetProperty("data").GetRawText()}");
            return Text(done, "status") == "succeeded";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            await TellAsync($"   The story ends here: {e.Message}");
            await TellAsync("   Is the gateway running on the same store, and is the token an admin's?");
            return false;
        }
    }

    private async Task<string?> EnqueueAsync()
    {
        var job = NewJob.Create(RelayHandler.JobName, new Relay("0xA11ce", "0xB0b", "1000")) with { CorrelationId = $"order-{Guid.NewGuid():N}" };
        await TellAsync($"1. A service enqueues a job named {job.Name}, with the correlation id {job.CorrelationId}");
        var outcome = await queue.EnqueueAsync(job, CancellationToken.None);
        if (outcome.Status != OutcomeStatus.Found)
        {
            await TellAsync($"   queue:   {outcome.Status}: {outcome.Reason}");
            return null;
        }

        using var json = outcome.Document.Parse();
        await TellAsync($"   queue:   {outcome.Document}");
        return Text(json.RootElement, "_id");
    }

    private Task TellAsync(string line) => output.WriteLineAsync(line);

    private static string Text(JsonElement job, string key) => job.GetProperty(key).GetString()!;
}
