namespace JobsGateway.Worker.Telemetry;

/// <summary>How an attempt ended, as metrics, spans and logs name it.</summary>
internal static class RunResults
{
    /// <summary>The job succeeded.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>The job failed.</summary>
    public const string Failed = "failed";

    /// <summary>The attempt failed, and the job waits for another.</summary>
    public const string Retried = "retried";

    /// <summary>The job was cancelled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The host stopped and gave the job back.</summary>
    public const string Released = "released";

    /// <summary>Another worker has the job by now, or may have it.</summary>
    public const string Lost = "lost";

    /// <summary>The end could not be written while the lease lasted.</summary>
    public const string Unwritten = "unwritten";
}
