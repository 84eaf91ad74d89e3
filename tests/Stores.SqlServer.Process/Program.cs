// A process at work on a store, for tests with several of them, and for tests that kill one.
// Arguments: the schema, the work, and what the work asks for. The connection string comes from JOBSGATEWAY_TEST_SQLSERVER.
// It prints "ready", waits for a line, and then prints a line for each thing that was reported as done.
using JobsGateway.Stores.SqlServer;
using JobsGateway.Stores.SqlServer.Process;
using Microsoft.Extensions.Logging.Abstractions;

var (schema, work, argument) = (args[0], args[1], args.ElementAtOrDefault(2) ?? "");
var options = new SqlServerStoreOptions(Environment.GetEnvironmentVariable("JOBSGATEWAY_TEST_SQLSERVER")!)
{
    Schema = schema,
    AutoMigrate = true,
    WarmConnections = work is "drain" or "retry-one" ? 25 : 1,
};
await using var store = new SqlServerJobStore(options, TimeProvider.System, NullLogger<SqlServerJobStore>.Instance);
// Whether it starts on an empty schema is to be a race as well.
if (work != "start")
    await store.PrepareAsync(CancellationToken.None);
Console.WriteLine("ready");
Console.ReadLine();
await (work switch
{
    "start" => Races.StartAsync(store),
    "drain" => Races.DrainAsync(store),
    "retry-one" => Races.RetryAsync(store, argument),
    "enqueue" => Races.EnqueueAsync(store, int.Parse(argument, null)),
    "retry" => Endless.RetryAsync(store),
    "import" => Endless.ImportAsync(store),
    "queue" => Endless.WorkAsync(store),
    _ => throw new ArgumentException($"There is no work '{work}'."),
});
