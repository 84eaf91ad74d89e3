namespace JobsGateway.Gateway.Operations.Telemetry.Gauges;

/// <summary>Registers what is looked at when somebody reads it.</summary>
internal static class GaugeServices
{
    public static void AddGauges(this IServiceCollection services)
    {
        services.AddSingleton<StoreGauges>();
        services.AddSingleton<LaneGauges>();
        services.AddSingleton<QueueGauge>();
        services.AddHostedService<QueueSampler>();
    }
}
