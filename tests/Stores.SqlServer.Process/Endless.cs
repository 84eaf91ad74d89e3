using System.Globalization;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.SqlServer.Process;

/// <summary>Work that goes on until the process is killed.</summary>
internal static class Endless
{
    public static async Task RetryAsync(SqlServerJobStore store)
    {
        while (true)
        {
            var outcome = await store.RetryByQueryAsync(new RetryQuery { Name = "relay", Limit = Random.Shared.Next(1, 5) }, CancellationToken.None);
            foreach (var job in outcome.Jobs)
                Console.WriteLine($"made {JobIndex.Read(JobKind.Queue, job).Id}");
        }
    }

    public static async Task ImportAsync(SqlServerJobStore store)
    {
        for (var batch = Random.Shared.Next(1 << 20); ; batch++)
        {
            await store.ImportAsync([.. Enumerable.Range(0, 100).Select(i => Job(batch, i))], CancellationToken.None);
            Console.WriteLine($"imported {batch.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    public static async Task WorkAsync(SqlServerJobStore store)
    {
        while (true)
        {
            var made = await store.EnqueueAsync(new NewJob("relay", """{"a":1}"""u8.ToArray()), CancellationToken.None);
            Console.WriteLine($"made {JobIndex.Read(JobKind.Queue, made.Document).Id}");
            var claim = await store.ClaimAsync(new ClaimRequest("relay", TimeSpan.FromMinutes(1)) { Limit = Random.Shared.Next(1, 4) }, CancellationToken.None);
            foreach (var job in claim.Jobs)
                Console.WriteLine($"{await EndAsync(store, job.Lease, Random.Shared.Next(5))} {job.Lease.Id}");
        }
    }

    private static async Task<string> EndAsync(SqlServerJobStore store, JobLease lease, int dice)
    {
        switch (dice)
        {
            case 0:
                await store.FailAsync(lease, new JobFailure("boom"), CancellationToken.None);
                return "failed";
            case 1:
                await store.FailAsync(lease, new JobFailure("boom") { Backoff = TimeSpan.FromMilliseconds(1) }, CancellationToken.None);
                return "waits";
            case 2:
                await store.ReleaseAsync(lease, CancellationToken.None);
                return "waits";
            default:
                await store.CompleteAsync(lease, new JobChanges { Data = """{"b":2}"""u8.ToArray() }, CancellationToken.None);
                return "succeeded";
        }
    }

    private static ImportedJob Job(int batch, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{batch:x8}{number:x16}");
        var document = JobDocument.FromString(
            $$$"""{"_id":"{{{id}}}","name":"relay","data":{"externalId":"{{{batch}}}","correlationId":["{{{id}}}","{{{batch}}}"]},"status":"succeeded"}""");
        return new ImportedJob(JobIndex.Read(JobKind.Queue, document), document);
    }
}
