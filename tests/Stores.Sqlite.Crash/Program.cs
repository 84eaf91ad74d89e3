// Writes to a store until it is killed: what the crash tests kill.
// Arguments: the database file, then "retry", "import" or "lock". It prints a line for each write that was reported as done.
using System.Globalization;
using JobsGateway.Stores.Abstractions;
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
if (work == "import")
    await ImportForeverAsync();
else
    await RetryForeverAsync();

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

static ImportedJob Job(int batch, int number)
{
    var id = string.Create(CultureInfo.InvariantCulture, $"{batch:x8}{number:x16}");
    var document = JobDocument.FromString(
        $$$"""{"_id":"{{{id}}}","name":"relay","data":{"externalId":"{{{batch}}}","correlationId":["{{{id}}}","{{{batch}}}"]},"status":"succeeded"}""");
    return new ImportedJob(JobIndex.Read(JobKind.Queue, document), document);
}
