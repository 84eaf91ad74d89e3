using System.Text.Json;
using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;

namespace JobsGateway.Worker;

/// <summary>A job as its handler sees it.</summary>
public sealed class RunningJob
{
    private static readonly JsonElement NoData = JsonElement.Parse("{}");

    private readonly Func<JobChanges, Task<bool>> _report;
    private readonly JsonElement _data;

    /// <summary>Makes one; the worker does it, and whoever tests a handler.</summary>
    /// <param name="job">The claimed job.</param>
    /// <param name="report">What <see cref="ReportAsync"/> does.</param>
    public RunningJob(ClaimedJob job, Func<JobChanges, Task<bool>> report)
    {
        _report = report;
        (Kind, Id, Attempt, Document) = (job.Lease.Kind, job.Lease.Id, job.Attempt, job.Document);
        using var json = job.Document.Parse();
        Name = json.RootElement.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString()! : "";
        // Studio drops empty data.
        _data = json.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? data.Clone() : NoData;
        CorrelationId = _data.TryGetProperty("correlationId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
    }

    /// <summary>The job's kind.</summary>
    public JobKind Kind { get; }

    /// <summary>The job's id; the same at every attempt.</summary>
    public JobId Id { get; }

    /// <summary>What is to be done.</summary>
    public string Name { get; }

    /// <summary>Which attempt this is, from 1. Attempts whose worker died count.</summary>
    public int Attempt { get; }

    /// <summary>The job as clients see it, as it was when this attempt began.</summary>
    public JobDocument Document { get; }

    /// <summary><c>data.correlationId</c>; null where there is none.</summary>
    public string? CorrelationId { get; }

    /// <summary>What it is to be done with: an object, empty where the job has no data.</summary>
    public JsonElement Data() => _data;

    /// <summary>What it is to be done with, as an object of .NET.</summary>
    /// <param name="options">How to read it; null for the web defaults (camel case, numbers also from strings).</param>
    /// <exception cref="JsonException">The data are no such object. Let it through: the job fails with this reason.</exception>
    public TData Data<TData>(JsonSerializerOptions? options = null) => _data.Deserialize<TData>(options ?? JsonSerializerOptions.Web)!;

    /// <summary>Writes what is known so far, so that clients see it before the job ends: <c>txHash</c> once a transaction is sent, for example.</summary>
    /// <returns>Whether it was written. False where the store is unavailable at the moment; the work may go on.</returns>
    /// <exception cref="OperationCanceledException">Another worker may have the job. Nothing was written; stop the work.</exception>
    /// <exception cref="ArgumentException">The changes can't be stored; the message says why.</exception>
    public Task<bool> ReportAsync(JobChanges changes) => _report(changes);
}
