using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.Abstractions.Queue;
using JobsGateway.Stores.SqlServer.Errors;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Queue;

/// <summary>Cancels a job, or asks its worker to.</summary>
internal sealed class Canceller(QueueStatements statements, TimeProvider clock)
{
    public async Task<JobOutcome> CancelAsync(Session session, JobId id, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= QueueWriter.MostAttempts; attempt++)
        {
            if ((await QueuedJob.ListAsync(session, statements.ByIdQueueFirst, cancellationToken, ("Id", id.ToString()))).FirstOrDefault() is not { } job)
                return JobOutcome.NotFound;
            if (job.Kind == JobKind.Agenda || job.Attempts is null)
                return JobOutcome.Refused(CancelRules.Refusal(job.Kind, id, job.IsImported, JobIndex.Read(job.Kind, job.Document).Status));
            if (job.IsCancelRequested)
                return JobOutcome.Found(job.Document);

            var now = clock.GetUtcNow();
            var document = job.LeaseToken is null ? JobStages.Cancel(job.Document, now) : JobStages.RequestCancel(job.Document, now);
            var result = job.LeaseToken is { } token
                ? await new QueueWriter(session).WriteAsync(statements.RequestCancel, job, document, cancellationToken, ("LeaseToken", token))
                : await new QueueWriter(session).WriteAsync(statements.RemoveWaiting, job, document, cancellationToken);
            if (result == WriteResult.Written)
                return JobOutcome.Found(document);
        }

        throw new RaceLostException();
    }
}
