using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using JobsGateway.SqlServerFetch;

// Measures the SQL Server store against hand-written ADO.NET, and what a fetch costs by the size of its document. Needs a quiet machine and a database:
// JOBSGATEWAY_TEST_SQLSERVER='Server=…' dotnet run -c Release --project benchmarks/SqlServer -- --filter '*'
if (TestDatabase.ConnectionString is null)
{
    Console.Error.WriteLine($"Set {TestDatabase.Variable} to a connection string.");
    return 1;
}

// In this process: the statements' time is the server's for the most part, and nothing has to be built.
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .HideColumns(Column.Job, Column.Toolchain);
BenchmarkSwitcher.FromAssembly(typeof(TestDatabase).Assembly).Run(args, config);
return 0;
