using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Worker.Tests;

public sealed class HandlerTests : WorkerTest
{
    private sealed record Relay(string To, int Amount);

    [Fact]
    public async Task What_a_handler_brings_is_merged_into_the_job()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", (job, _) =>
        {
            var relay = job.Data<Relay>();
            return Task.FromResult(JobResult.Succeeded(new { TxHash = $"0x{relay.Amount}", TransactionBody = new { Status = "confirmed" } }, "0xaccount"));
        }));
        var id = await host.EnqueueAsync(data: """{"to":"0x1","amount":7,"correlationId":"c-1","transactionBody":{"value":"5"}}""");
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
        var job = await host.JobAsync(id);
        Assert.Equal("""{"to":"0x1","amount":7,"correlationId":"c-1","transactionBody":{"value":"5","status":"confirmed"},"txHash":"0x7"}""", job.GetProperty("data").GetRawText());
        Assert.Equal("0xaccount", job.GetProperty("accountAddress").GetString());
        Assert.NotEmpty(job.GetProperty("lastFinishedAt").GetString()!);
    }

    [Theory]
    [InlineData(JobKind.Queue)]
    [InlineData(JobKind.Agenda)]
    public async Task A_handler_sees_the_job(JobKind kind)
    {
        var seen = new TaskCompletionSource<RunningJob>();
        var host = await StartAsync(queue => queue.AddHandler("relay", (job, _) =>
        {
            seen.SetResult(job);
            return Task.FromResult(JobResult.Succeeded());
        }));
        var id = await host.EnqueueAsync(data: """{"correlationId":"c-1"}""", kind: kind);
        await AdvanceUntilAsync(() => seen.Task.IsCompleted);
        var job = await seen.Task;
        Assert.Equal((id, kind, "relay", 1, "c-1"), (job.Id, job.Kind, job.Name, job.Attempt, job.CorrelationId));
        Assert.Equal("c-1", job.Data().GetProperty("correlationId").GetString());
        using var document = job.Document.Parse();
        Assert.Equal(id.ToString(), document.RootElement.GetProperty("_id").GetString());
    }

    [Fact]
    public async Task An_exception_is_a_failure_with_its_message_and_shows_in_the_log_without_it()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", (_, _) => throw new InvalidOperationException("insufficient funds of 0xsecret")));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "failed");
        var job = await host.JobAsync(id);
        Assert.Equal("insufficient funds of 0xsecret", job.GetProperty("failReason").GetString());
        Assert.Equal(1, job.GetProperty("failCount").GetInt32());
        await Wait.UntilAsync(() => host.Logs.Lines.Any(line => line.Event.Id == 3012));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Text.Contains("0xsecret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Data_that_are_not_what_the_handler_reads_fail_the_job()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", (job, _) => Task.FromResult(JobResult.Succeeded(job.Data<Relay>()))));
        var id = await host.EnqueueAsync(data: """{"amount":"many"}""");
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "failed");
        Assert.Contains("amount", (await host.JobAsync(id)).GetProperty("failReason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_cannot_be_stored_fails_the_job_instead_of_running_it_again()
    {
        var runs = 0;
        var host = await StartAsync(queue => queue.AddHandler(
            "relay",
            (_, _) =>
            {
                runs++;
                return Task.FromResult(JobResult.Succeeded(new[] { 1, 2 }));
            },
            options => options.MaximumAttempts = 5));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "failed");
        Assert.StartsWith("The result can't be stored: ", (await host.JobAsync(id)).GetProperty("failReason").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task An_agenda_job_cannot_be_cancelled_and_fails()
    {
        var host = await StartAsync(queue => queue.AddHandler("relay", (_, _) => Task.FromResult(JobResult.Cancelled())));
        var (queueJob, agendaJob) = (await host.EnqueueAsync(), await host.EnqueueAsync(kind: JobKind.Agenda));
        await AdvanceUntilAsync(async () => await host.StatusAsync(queueJob) == "cancelled");
        await AdvanceUntilAsync(async () => (await host.JobAsync(agendaJob)).TryGetProperty("failReason", out _));
    }

    [Fact]
    public async Task Progress_shows_before_the_job_ends()
    {
        var goOn = new TaskCompletionSource();
        var reported = new TaskCompletionSource<bool>();
        var host = await StartAsync(queue => queue.AddHandler("relay", async (job, _) =>
        {
            reported.SetResult(await job.ReportAsync(new JobChanges { Data = Encoding.UTF8.GetBytes("""{"txHash":"0x9"}""") }));
            await goOn.Task;
            return JobResult.Succeeded();
        }));
        var id = await host.EnqueueAsync();
        await AdvanceUntilAsync(() => reported.Task.IsCompleted);
        Assert.True(await reported.Task);
        var job = await host.JobAsync(id);
        Assert.Equal(("started", "0x9"), (job.GetProperty("status").GetString(), job.GetProperty("data").GetProperty("txHash").GetString()));
        goOn.SetResult();
        await AdvanceUntilAsync(async () => await host.StatusAsync(id) == "succeeded");
    }

    [Fact]
    public async Task Each_job_has_a_handler_of_its_own_and_its_scope_is_closed_after_it()
    {
        var made = new ConcurrentBag<Resource>();
        var host = await StartAsync(queue =>
        {
            queue.Services.AddSingleton(made);
            queue.Services.AddScoped<Resource>();
            queue.AddHandler<ScopedHandler>("relay");
        });
        await host.EnqueueAsync();
        await host.EnqueueAsync();
        await AdvanceUntilAsync(() => made.Count(resource => resource is { IsUsed: true, IsDisposed: true }) == 2);
        Assert.Equal(2, made.Count(resource => resource.IsUsed));
    }

    private sealed class Resource : IDisposable
    {
        public Resource(ConcurrentBag<Resource> made) => made.Add(this);

        public bool IsUsed { get; set; }

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class ScopedHandler(Resource resource) : IJobHandler
    {
        public Task<JobResult> RunAsync(RunningJob job, CancellationToken cancellationToken)
        {
            Assert.False(resource.IsUsed || resource.IsDisposed);
            resource.IsUsed = true;
            return Task.FromResult(JobResult.Succeeded());
        }
    }
}
