using JobsGateway.Stores.Abstractions.Configuration;
using Microsoft.Extensions.Configuration;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

public sealed class SettingsTests
{
    private const string Path = "Stores:studio";

    [Fact]
    public void An_address_is_all_that_is_needed()
    {
        Assert.Empty(Read(("Destinations:a:Address", "http://studio/")));
    }

    [Fact]
    public void Without_a_destination_the_error_says_how_to_write_one()
    {
        var error = Assert.Single(Read());
        Assert.Equal($"{Path}:Destinations", error.Path);
        Assert.Contains("\"Destinations\": { \"a\": { \"Address\": \"https://studio.example.com/\" } }", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Destinations:a:Address", "http://studio/?x=1", "has a query, a fragment or a user; write scheme, host, port and path only")]
    [InlineData("Destinations:a:Address", "http://user:pw@studio/", "has a query, a fragment or a user; write scheme, host, port and path only")]
    [InlineData("Destinations:a:Address", "http://studio/#f", "has a query, a fragment or a user; write scheme, host, port and path only")]
    [InlineData("Destinations:a:Address", "studio", "is no absolute http(s) address; write it like https://studio.example.com/")]
    [InlineData("Destinations:a:Addres", "http://studio/", "is not a setting here; the settings are Address, Health, Host")]
    [InlineData("Destinations:a:Health", "http://studio/?x=1", "has a query, a fragment or a user; write scheme, host, port and path only")]
    [InlineData("Destinations:a:Health", "http://user:pw@studio/", "has a query, a fragment or a user; write scheme, host, port and path only")]
    [InlineData("Transport:Proxy", "http://user:pw@proxy:3128", "has a user, and none is sent to a proxy; write scheme, host and port only, of a proxy that asks for no password")]
    [InlineData("Transport:Proxy", "http://proxy:3128/path?x", "has a path, a query or a fragment; write scheme, host and port only")]
    [InlineData("HealthChecks:Active:Path", "health", "\"health\" is no path; write it like /health")]
    [InlineData("Transport:ConnectTimeout", "00:00:11", "00:00:11 is longer than Resilience:TotalTimeout 00:00:10; shorten it")]
    [InlineData("Resilience:AttemptTimeout", "00:00:10", "shorten it, or set Retry:MaxAttempts to 1")]
    [InlineData("Resilience:Retry:Delay", "00:00:03", "00:00:03 is longer than MaxDelay 00:00:02")]
    [InlineData("Resilience:Retry:MaxAttempts", "11", "write a value from 1 to 10")]
    [InlineData("Resilience:CircuitBreaker:FailureRatio", "0", "write a value from 0.01 to 1")]
    [InlineData("Resilience:CircuitBreaker:MinimumThroughput", "1", "write a value from 2 to 1000000")]
    [InlineData("Resilience:CircuitBreaker:BreakDuration", "5", "is no duration; write it like 00:00:30")]
    [InlineData("Resilience:Concurrency:Limit", "0", "write a value from 1 to 1000000")]
    [InlineData("Resilience:Hedging:MaxExtraLoad", "2", "write a value from 0.001 to 1")]
    [InlineData("LoadBalancing", "Fastest", "write one of them")]
    [InlineData("RetryVerb", "1", "write one of them")]
    [InlineData("AnswerBuffer", "-1", "write a value from 0 to 16777216")]
    public void Every_error_has_its_path_and_its_cure(string key, string value, string cure)
    {
        var errors = Read(("Destinations:a:Address", "http://studio/"), (key, value));
        var error = Assert.Single(errors, error => error.Path == $"{Path}:{key}");
        Assert.Contains(cure, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hedge_that_could_never_be_sent_is_an_error()
    {
        var error = Assert.Single(Read(("Destinations:a:Address", "http://studio/"), ("Resilience:Hedging:Enabled", "true"), ("Resilience:Hedging:Delay", "00:00:03")));
        Assert.Equal($"{Path}:Resilience:Hedging:Delay", error.Path);
        Assert.Contains("there would never be a second request", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pause_that_takes_all_the_time_is_an_error()
    {
        var errors = Read(
            ("Destinations:a:Address", "http://studio/"), ("Resilience:Retry:Delay", "00:00:20"), ("Resilience:Retry:MaxDelay", "00:00:30"));
        var error = Assert.Single(errors);
        Assert.Equal($"{Path}:Resilience:Retry:Delay", error.Path);
        Assert.Contains("there would never be a second attempt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_told_at_once()
    {
        var errors = Read(
            ("Destinations:a:Address", "http://studio/?q"), ("Destinations:b:Address", "http://studio/#f"), ("HealthChecks:Active:Path", "x"),
            ("Transport:ConnectTimeout", "00:01:00"), ("Resilience:AttemptTimeout", "00:01:00"), ("Resilience:Retry:MaxDelay", "00:00:00"));
        Assert.Equal(6, errors.Count);
    }

    [Fact]
    public void One_attempt_may_take_all_the_time()
    {
        Assert.Empty(Read(("Destinations:a:Address", "http://studio/"), ("Resilience:AttemptTimeout", "00:00:10"), ("Resilience:Retry:MaxAttempts", "1")));
    }

    private static List<ConfigurationError> Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"{Path}:Type", "Upstream")])
            .Build();
        foreach (var (key, value) in settings)
            configuration[$"{Path}:{key}"] = value;
        var errors = new List<ConfigurationError>();
        UpstreamStoreFactory.Read(configuration.GetSection(Path), errors);
        return errors;
    }
}
