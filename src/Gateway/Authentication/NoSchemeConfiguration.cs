using Microsoft.AspNetCore.Authentication;

namespace JobsGateway.Gateway.Authentication;

/// <summary>Keeps ASP.NET Core's own section (<c>Authentication:Schemes</c>) out: the section <c>Jwt</c> is the only place that says who may call.</summary>
internal sealed class NoSchemeConfiguration : IAuthenticationConfigurationProvider
{
    public IConfiguration AuthenticationConfiguration { get; } = new ConfigurationBuilder().Build();
}
