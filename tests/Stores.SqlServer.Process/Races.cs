using System.Globalization;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Stores.SqlServer.Process;

/// <summary>Work that has an end, to be done by several processes at once.</summary>
internal static class Races
{
    private const int Connections = 25;

    public static async Task StartAsync(SqlServerJobStore store)
    {
        await store.PrepareAsync(CancellationToken.None);
        Console.WriteLine("prepared");
    }

    /// <summary>Claims one job or ten at a time, and completes each, until nothing is due.</summary>
    public static Task DrainAsync(SqlServerJobStore store) => AtOnceAsync(async worker =>
    {
        var request = new ClaimRequest("relay", TimeSpan.FromMinutes(10)) { Limit = worker % 2 == 0 ? 1 : 10 };
        while (true)
        {
            var claim = await store.ClaimAsync(request, CancellationToken.None);
            if (claim.UnavailableReason is { } reason)
                throw new InvalidOperationException(reason);
            if (claim.Jobs.Count == 0)
                return;
            foreach (var job in claim.Jobs)
            {
                Console.WriteLine($"claimed {job.Lease.Id} {job.Attempt.ToString(CultureInfo.InvariantCulture)}");
                var outcome = await store.CompleteAsync(job.Lease, null, CancellationToken.None);
                Console.WriteLine($"{outcome.Status} {job.Lease.Id} {outcome.UnavailableReason}");
            }
        }
    });

    public static Task RetryAsync(SqlServerJobStore store, string id) =>
        AtOnceAsync(async _ => Print(await store.RetryByIdAsync(JobId.Parse(id), CancellationToken.None)));

    /// <summary>Makes so many jobs, each with a correlation id of its own, which another process has as well.</summary>
    public static Task EnqueueAsync(SqlServerJobStore store, int count) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = 10 },
        async (i, token) => Print(await store.EnqueueAsync(new NewJob("relay", "{}"u8.ToArray()) { CorrelationId = $"c{i}" }, token)));

    private static Task AtOnceAsync(Func<int, Task> work) => Task.WhenAll(Enumerable.Range(0, Connections).Select(i => Task.Run(() => work(i))));

    private static void Print(JobOutcome outcome) => Console.WriteLine(
        outcome.Status == OutcomeStatus.Found ? $"made {JobIndex.Read(JobKind.Queue, outcome.Document).Id}" : $"{outcome.Status} {outcome.Reason}");
}
