namespace JobsGateway.Stores.SqlServer.Queue;

/// <summary>What a statement with <see cref="Statements.JobUpdate"/> gives.</summary>
internal enum WriteResult
{
    /// <summary>The entry is not as it was: the lease was taken back, or the job has ended.</summary>
    NotHeld = 0,

    /// <summary>Both were written.</summary>
    Written = 1,

    /// <summary>Somebody changed the job since it was read.</summary>
    ChangedMeanwhile = 2,
}
