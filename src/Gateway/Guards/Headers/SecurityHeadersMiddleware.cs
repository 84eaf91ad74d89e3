namespace JobsGateway.Gateway.Guards.Headers;

/// <summary>Puts the headers where they belong.</summary>
internal static class SecurityHeadersMiddleware
{
    /// <summary>Lets the gateway's own answers to the jobs API have them, by option. Costs nothing where it is off.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var headers = Of(app.Configuration);
        if (!headers.IsForApi)
            return;
        app.Use(next => context =>
        {
            context.Features.Set(headers); // Whoever writes an answer of the gateway's own sets them then: only there it is known that it is one.
            return next(context);
        });
    }

    /// <summary>Sets them on what management answers. To be used where the endpoint is known.</summary>
    public static void UseManagementHeaders(this IApplicationBuilder app)
    {
        var headers = Of(app.ApplicationServices.GetRequiredService<IConfiguration>());
        app.Use(next => context =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<ManagementPage>() is not null)
                headers.OnPage(context);
            return next(context);
        });
    }

    private static SecurityHeaders Of(IConfiguration configuration) => new(OptionsReader.Read<SecurityHeadersOptions>(configuration.GetSection(SecurityHeadersOptions.Section), []));
}
