using JobsGateway.Stores.Abstractions.Configuration;
using Microsoft.Extensions.Configuration;

namespace JobsGateway.Stores.Resilience.Tests;

/// <summary>Settings that are wrong alone or contradict each other are told.</summary>
public sealed class OptionsTests
{
    private const string Path = "Stores:local:Resilience";

    [Theory]
    [InlineData("AttemptTimeout=00:00:10", "AttemptTimeout", "leaves no time for a second attempt")]
    [InlineData("TotalTimeout=00:00:02", "AttemptTimeout", "leaves no time for a second attempt")]
    [InlineData("Retry:Delay=00:00:03", "Retry:Delay", "is longer than MaxDelay 00:00:02")]
    [InlineData("TotalTimeout=00:00:05 AttemptTimeout=00:00:01 Retry:Delay=00:00:05 Retry:MaxDelay=00:00:05", "Retry:Delay", "there would never be a second attempt")]
    [InlineData("Hedging:Enabled=true Hedging:Delay=00:00:03", "Hedging:Delay", "there would never be a second request")]
    [InlineData("TotalTimeout=0", "TotalTimeout", "is no duration")]
    [InlineData("TotalTimeout=02:00:00", "TotalTimeout", "is out of range")]
    [InlineData("Retry:MaxAttempts=0", "Retry:MaxAttempts", "write a value from 1 to 10")]
    [InlineData("CircuitBreaker:FailureRatio=1.5", "CircuitBreaker:FailureRatio", "write a value from 0.01 to 1")]
    [InlineData("CircuitBreaker:MinimumThroughput=1", "CircuitBreaker:MinimumThroughput", "is out of range")]
    [InlineData("CircuitBreaker:SamplingDuration=00:00:00.1", "CircuitBreaker:SamplingDuration", "is out of range")]
    [InlineData("CircuitBreaker:BreakDuration=00:00:00.1", "CircuitBreaker:BreakDuration", "is out of range")]
    [InlineData("Concurrency:Limit=0", "Concurrency:Limit", "is out of range")]
    [InlineData("Concurrency:Queue=-1", "Concurrency:Queue", "is out of range")]
    [InlineData("Retries=3", "Retries", "is not a setting here")]
    public void A_wrong_setting_is_told(string settings, string key, string message)
    {
        var error = Assert.Single(Errors(settings, ResilienceOptionsValidator.Validate));
        Assert.Equal($"{Path}:{key}", error.Path);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AttemptTimeout=00:00:10 Retry:MaxAttempts=1")]
    [InlineData("Retry:Delay=00:00:00 Retry:MaxDelay=00:00:00")]
    [InlineData("Hedging:Delay=00:00:05")]
    [InlineData("Hedging:Enabled=true")]
    public void Others_are_not(string settings) => Assert.Empty(Errors(settings, ResilienceOptionsValidator.Validate));

    [Fact]
    public void All_are_told_at_once() => Assert.Equal(
        3, Errors("AttemptTimeout=00:00:20 Retry:Delay=00:00:20 Hedging:Enabled=true Hedging:Delay=00:00:20", ResilienceOptionsValidator.Validate).Count - 1);

    [Fact]
    public void A_local_store_is_not_hedged()
    {
        var error = Assert.Single(Errors("Hedging:Enabled=true", ResilienceOptionsValidator.ValidateLocal));
        Assert.Equal($"{Path}:Hedging:Enabled", error.Path);
        Assert.Contains("is for upstream stores only", error.Message, StringComparison.Ordinal);
        Assert.Empty(Errors("", ResilienceOptionsValidator.ValidateLocal));
    }

    private static List<ConfigurationError> Errors(string settings, Func<ResilienceOptions, string, IEnumerable<ConfigurationError>> validate)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=')).Select(
                setting => KeyValuePair.Create($"{Path}:{setting[0]}", (string?)setting[1])))
            .Build();
        var errors = new List<ConfigurationError>();
        var options = OptionsReader.Read<ResilienceOptions>(configuration.GetSection(Path), errors);
        return errors.Count > 0 ? errors : [.. validate(options, Path)];
    }
}
