using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.JavaScript;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JobsGateway.Gateway.Operations.Health;

/// <summary>The gateway's own health, beside Studio's <c>/health</c>: <c>/health/live</c> (the process answers) and <c>/health/ready</c> (what it is made of).</summary>
internal static class HealthEndpoints
{
    public static IServiceCollection AddGatewayHealth(this IServiceCollection services)
    {
        services.AddSingleton<SchemaHealth>(); // It remembers what it was told.
        services.AddHealthChecks().AddCheck<ConfigurationHealth>("configuration").AddCheck<StoresHealth>("stores").AddCheck<SchemaHealth>("schema").AddCheck<ShutdownHealth>("shutdown");
        return services;
    }

    public static void MapGatewayHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        StudioResponse.WriteAsync(context, context.Response.StatusCode, StudioJson.Object(json =>
        {
            json.WriteString("status", report.Status.ToString());
            json.WriteStartObject("checks");
            foreach (var (name, entry) in report.Entries)
            {
                json.WriteStartObject(name);
                json.WriteString("status", entry.Status.ToString());
                if (entry.Description is { } description)
                    json.WriteString("description", description);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }), isRead: false);
}
