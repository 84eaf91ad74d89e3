using JobsGateway.Gateway.Operations.Checks;
using Microsoft.Extensions.Configuration;

namespace JobsGateway.Gateway.Tests.Operations.Checks;

/// <summary>Keys at the top that are probably meant to be ours.</summary>
public sealed class SectionNameTests
{
    [Theory]
    [InlineData("Rotues:FetchById:Store", "did you mean Routes?")]
    [InlineData("Route:FetchById:Store", "did you mean Routes?")]
    [InlineData("Store:local:Type", "did you mean Stores?")]
    [InlineData("STOERS:local:Type", "did you mean Stores?")]
    [InlineData("Jtw:Secrets:0", "did you mean Jwt?")]
    [InlineData("Plugin:0", "did you mean Plugins?")]
    [InlineData("Core:Enabled", "did you mean Cors?")]
    [InlineData("ReversProxy:Routes:r:ClusterId", "did you mean ReverseProxy?")]
    [InlineData("Url", "did you mean Urls?")]
    [InlineData("Secrets:0", "write Jwt:Secrets")]
    [InlineData("AllowShortSecrets", "write Jwt:AllowShortSecrets")]
    [InlineData("FetchById:Store", "write Routes:FetchById")]
    [InlineData("Origins:0", "write Cors:Origins")]
    public void A_misspelt_or_misplaced_section_is_told_with_what_was_meant(string key, string cure)
    {
        var error = Assert.Single(Validate(new() { [key] = "x" }));
        Assert.Equal(key.Split(':')[0], error.Path);
        Assert.Contains(cure, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls")]
    [InlineData("JWT:Secrets:0")]
    [InlineData("Kestrel:Limits:MaxConcurrentConnections")]
    [InlineData("AllowedHosts")]
    [InlineData("ConnectionStrings:jobs")]
    [InlineData("Serilog:Using:0")]
    [InlineData("PWD")]
    [InlineData("PORT")]
    [InlineData("PATH")]
    [InlineData("$schema")]
    public void Any_other_key_is_left_alone(string key) => Assert.Empty(Validate(new() { [key] = "x" }));

    [Fact]
    public void A_single_variable_of_the_environment_may_be_for_any_other_program()
    {
        const string Prefix = "JOBSGATEWAY_TEST_";
        Environment.SetEnvironmentVariable(Prefix + "URL", "x");
        Environment.SetEnvironmentVariable(Prefix + "SECRET", "x");
        Environment.SetEnvironmentVariable(Prefix + "Stoers__local__Type", "x");
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).Build();
        Assert.Equal("Stoers", Assert.Single(SectionNameCheck.Validate(configuration)).Path);
    }

    private static ConfigurationError[] Validate(Dictionary<string, string?> settings) =>
        [.. SectionNameCheck.Validate(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())];
}
