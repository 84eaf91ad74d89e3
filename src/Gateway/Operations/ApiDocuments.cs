using JobsGateway.Gateway.Configuration;
using Scalar.AspNetCore;

namespace JobsGateway.Gateway.Operations;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c> and the reference page at <c>/docs</c>. On in Development, elsewhere by <c>Docs:Enabled</c>.</summary>
internal static class ApiDocuments
{
    public const string PagePath = "/docs";

    /// <summary>Nothing where they are off: what writes them would be loaded all the same, with a good part of MVC.</summary>
    public static void AddApiDocuments(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        if (IsEnabled(configuration, environment))
            AddOpenApi(services);
    }

    public static void MapApiDocuments(this IEndpointRouteBuilder endpoints)
    {
        if (IsEnabled(endpoints.ServiceProvider.GetRequiredService<IConfiguration>(), endpoints.ServiceProvider.GetRequiredService<IHostEnvironment>()))
            Map(endpoints);
    }

    private static void AddOpenApi(IServiceCollection services) =>
        services.AddOpenApi(options => options.AddDocumentTransformer((document, _, _) =>
        {
            JobsApiDocument.Describe(document);
            return Task.CompletedTask;
        }));

    private static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapOpenApi();
        endpoints.MapScalarApiReference(PagePath, options => options
            .WithTitle("JobsGateway")
            .DisableDefaultFonts() // They would come from another host, which would learn of every reader.
            .DisableTelemetry()
            .AddPreferredSecuritySchemes(JobsApiDocument.BearerScheme));
    }

    public static bool IsEnabled(IConfiguration configuration, IHostEnvironment environment) =>
        OptionsReader.Read<DocsOptions>(configuration.GetSection(DocsOptions.Section), []).Enabled ?? environment.IsDevelopment();
}
