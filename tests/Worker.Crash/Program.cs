// A worker that dies in the middle of a job: what the crash test kills. Its argument is the database file.
// A job whose transaction is not sent yet sends it, reports that, and never ends; one whose transaction was sent is done.
// It prints a line for each step: the step, the job's id, the attempt.
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateEmptyApplicationBuilder(null);
builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
{
    ["Queue:Type"] = "Sqlite",
    ["Queue:ConnectionString"] = $"Data Source={args[0]}",
    ["Queue:Worker:ReclaimInterval"] = "00:00:01",
    ["Queue:Handlers:relay:LeaseDuration"] = "00:00:02",
    ["Queue:Handlers:relay:PollInterval"] = "00:00:00.050",
    ["Queue:Handlers:relay:MaximumPollInterval"] = "00:00:00.050",
});
builder.Services.AddJobsGatewayQueue(builder.Configuration.GetSection("Queue")).AddHandler("relay", RunAsync);
await builder.Build().RunAsync();

static async Task<JobResult> RunAsync(RunningJob job, CancellationToken cancellationToken)
{
    if (job.Data().TryGetProperty("txHash", out _))
    {
        Console.WriteLine($"done {job.Id} {job.Attempt}");
        return JobResult.Succeeded();
    }

    await job.ReportAsync(new JobChanges { Data = """{"txHash":"0x1"}"""u8.ToArray() });
    Console.WriteLine($"sent {job.Id} {job.Attempt}");
    await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    return JobResult.Succeeded();
}
