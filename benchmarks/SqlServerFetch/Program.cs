using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using JobsGateway.SqlServerFetch;

// Measures the SQL Server store against hand-written ADO.NET, and what a fetch costs by the size of its document. Needs a quiet machine and a database:
// JOBSGATEWAY_TEST_SQLSERVER='Server=…' dotnet run -c Release --project benchmarks/SqlServerFetch -- --filter '*'
// In this process: the statements' time is the server's for the most part, and nothing has to be built.
var config = ManualConfig.Create(DefaultConfig.Instance)
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .HideColumns(Column.Job, Column.Toolchain);
BenchmarkSwitcher.FromAssembly(typeof(StoreWithJob).Assembly).Run(args, config);
return 0;
