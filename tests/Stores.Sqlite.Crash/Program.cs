// Writes to a store until it is killed: what the crash tests kill.
// Arguments: the database file, then "retry", "import", "queue" or "lock". It prints a line for each write that was reported as done.
using System.Globalization;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

var (file, work) = (args[0], args[1]);
if (work == "lock")
{
    using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
    connection.Open();
    using var command = connection.CreateCommand();
    command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM Jobs WHERE Id = ''; PRAGMA user_version = 0;";
    command.ExecuteNonQuery();
    Console.WriteLine("locked");
    Console.ReadLine();
    return;
}

await using var store = new SqliteJobStore(new SqliteStoreOptions(file), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);
await store.PrepareAsync(CancellationToken.None);
await (work switch
{
    "import" => ImportForeverAsync(),
    "queue" => WorkForeverAsync(),
    _ => RetryForeverAsync(),
});

async Task RetryForeverAsync()
{
    while (true)
    {
        var outcome = await store.RetryByQueryAsync(new RetryQuery { Name = "relay", Limit = Random.Shared.Next(1, 5) }, CancellationToken.None);
        foreach (var job in outcome.Jobs)
            Console.WriteLine(JobIndex.Read(JobKind.Queue, job).Id);
    }
}

async Task ImportForeverAsync()
{
    for (var batch = Random.Shared.Next(1 << 20); ; batch++)
    {
        await store.ImportAsync([.. Enumerable.Range(0, 100).Select(i => Job(batch, i))], CancellationToken.None);
        Console.WriteLine(batch);
    }
}

async Task WorkForeverAsync()
{
    while (true)
    {
        var made = await store.EnqueueAsync(new NewJob("relay", """{"a":1}"""u8.ToArray()), CancellationToken.None);
        Console.WriteLine($"made {JobIndex.Read(JobKind.Queue, made.Document).Id}");
        var claim = await store.ClaimAsync(new ClaimRequest("relay", TimeSpan.FromMinutes(1)) { Limit = Random.Shared.Next(1, 4) }, CancellationToken.None);
        foreach (var job in claim.Jobs)
        {
            var word = await EndAsync(job.Lease, Random.Shared.Next(5));
            Console.WriteLine($"{word} {job.Lease.Id}");
        }
    }
}

async Task<string> EndAsync(JobLease lease, int dice)
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

static ImportedJob Job(int batch, int number)
{
    var id = string.Create(CultureInfo.InvariantCulture, $"{batch:x8}{number:x16}");
    var document = JobDocument.FromString(
        $$$"""{"_id":"{{{id}}}","name":"relay","data":{"externalId":"{{{batch}}}","correlationId":["{{{id}}}","{{{batch}}}"]},"status":"succeeded"}""");
    return new ImportedJob(JobIndex.Read(JobKind.Queue, document), document);
}
