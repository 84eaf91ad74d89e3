using Scalar.AspNetCore;

namespace JobsGateway.Gateway.Operations;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and the reference page at <c>/docs</c>. On in Development, elsewhere by <c>Docs:Enabled</c>.</summary>
internal static class ApiDocuments
{
    public const string PagePath = "/docs";

    public const string EnabledKey = "Docs:Enabled";

    public static IServiceCollection AddApiDocuments(this IServiceCollection services) =>
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            JobsApiDocument.Describe(document);
            return Task.CompletedTask;
        }));

    public static void MapApiDocuments(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        if (!IsEnabled(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<IHostEnvironment>()))
            return;
        endpoints.MapOpenApi();
        endpoints.MapScalarApiReference(PagePath, options => options
            .WithTitle("JobsGateway")
            .DisableDefaultFonts() // They would come from another host, which would learn of every reader.
            .DisableTelemetry()
            .AddPreferredSecuritySchemes(JobsApiDocument.BearerScheme));
    }

    public static bool IsEnabled(IConfiguration configuration, IHostEnvironment environment) =>
        configuration.GetValue<bool?>(EnabledKey) ?? environment.IsDevelopment();
}
