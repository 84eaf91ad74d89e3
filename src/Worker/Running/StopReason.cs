namespace JobsGateway.Worker.Running;

/// <summary>Why a handler was told to stop.</summary>
internal enum StopReason
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>Somebody asked to cancel the job.</summary>
    CancelRequested,

    /// <summary>The host stops.</summary>
    Shutdown,

    /// <summary>Another worker has the job, or may have it.</summary>
    LeaseLost,

    /// <summary>It had its time.</summary>
    Timeout,
}
