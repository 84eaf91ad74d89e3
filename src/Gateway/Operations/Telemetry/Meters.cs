namespace JobsGateway.Gateway.Operations.Telemetry;

/// <summary>The names of meters.</summary>
internal static class Meters
{
    /// <summary>The gateway's own.</summary>
    public const string Gateway = "JobsGateway";
}
