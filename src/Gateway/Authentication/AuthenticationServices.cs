using JobsGateway.Gateway.Guards;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.Tokens;

namespace JobsGateway.Gateway.Authentication;

/// <summary>Registers who may call.</summary>
public static class AuthenticationServices
{
    /// <summary>Adds JWT authentication by the section <c>Jwt</c> and the <see cref="Policies"/>. The host refuses to start where the section is not valid.</summary>
    public static IServiceCollection AddGatewayAuthentication(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new TokenRulesSource(configuration, environment, provider.GetRequiredService<ILogger<TokenRulesSource>>()));
        services.AddHostedService<TokenRulesStartup>();
        services.AddSingleton<StudioTokenHandler>();
        services.AddRateLimits();
        services.AddSingleton<StudioBearerEvents>();
        // AddAuthentication would bring data protection, whose keys it writes to the disk: bearer tokens need none.
        services.AddAuthenticationCore(options => options.DefaultScheme = JwtBearerDefaults.AuthenticationScheme);
        services.AddSingleton<IAuthenticationConfigurationProvider, NoSchemeConfiguration>();
        services.AddWebEncoders();
        new AuthenticationBuilder(services).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .PostConfigure<StudioTokenHandler, StudioBearerEvents>(Configure);
        services.AddSingleton<IPolicyEvaluator, LeanPolicyEvaluator>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Reader, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Policies.Admin, policy => policy.RequireAuthenticatedUser().AddRequirements(AdminRequirement.Instance));
        return services;
    }

    private static void Configure(JwtBearerOptions options, StudioTokenHandler handler, StudioBearerEvents events)
    {
        options.Events = events;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(handler);
        options.TokenValidationParameters = new UnusedParameters();
        options.SaveToken = false;
        options.ConfigurationManager = null; // The rules own the issuer's keys: they follow the section Jwt.
    }

    /// <summary>The token handler takes its rules from elsewhere, so the copy the JWT bearer handler makes for each request may be left out.</summary>
    private sealed class UnusedParameters : TokenValidationParameters
    {
        public override TokenValidationParameters Clone() => this;
    }
}
