using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Gateway.Tests.Modes.Support;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Modes that do not go together are refused at the start, all at once, each with its path and its cure.</summary>
public sealed class RouteConfigurationTests
{
    [Theory]
    [InlineData("FetchById:Fallback:OnUnavailable=true", "FetchById:Fallback:Stores", "is not set; write which stores are asked next: \"Stores\": [ \"local\" ]")]
    [InlineData("FetchById:Fallback:Stores=studio", "FetchById:Fallback:Stores", "is a list; write \"Stores\": [ \"studio\" ], or Routes__FetchById__Fallback__Stores__0 in the environment")]
    [InlineData("FetchById:Fallback:Stores:0=nowhere", "FetchById:Fallback:Stores:0", "there is no store 'nowhere' under Stores; there is local, second, studio")]
    [InlineData("FetchById:Fallback:Stores:0=local", "FetchById:Fallback:Stores:0", "the store 'local' is asked first already; name another one")]
    [InlineData("RetryById:Fallback:Stores:0=local", "RetryById:Fallback:Stores:0", "the store 'local' is asked first already; name another one")]
    [InlineData("FetchById:Fallback:Stores:0=studio FetchById:Fallback:Stores:1=studio", "FetchById:Fallback:Stores:1", "the store 'studio' is named twice")]
    [InlineData("RetryById:Fallback:Stores:0=studio RetryById:Fallback:OnUnavailable=true", "RetryById:Fallback:OnUnavailable", "does not apply to retries: one that failed may have been carried out, and must not run a second time")]
    [InlineData("RetryByQuery:Fallback:Stores:0=studio RetryByQuery:Fallback:OnUnavailable=true", "RetryByQuery:Fallback:OnUnavailable", "does not apply to retries: one that failed may have been carried out, and must not run a second time")]
    [InlineData("FetchById:Fallback:Stores:0=blind", "FetchById:Fallback", "can't tell a \"not found\" of the store 'blind': set Stores:blind:AnswerBuffer to 1024 or more")]
    [InlineData("RetryById:Store=blind RetryById:Fallback:Stores:0=local", "RetryById:Fallback", "can't tell a \"not found\" of the store 'blind': set Stores:blind:AnswerBuffer to 1024 or more")]
    [InlineData("FetchById:Canary:Percent=5", "FetchById:Canary:Store", "is not set; name the store that answers a part of the requests")]
    [InlineData("FetchById:Canary:Store=local", "FetchById:Canary:Store", "the store 'local' is the route's own; name another one")]
    [InlineData("FetchById:Canary:Store=nowhere", "FetchById:Canary:Store", "there is no store 'nowhere' under Stores; there is local, second, studio")]
    [InlineData("FetchById:Canary:Store=studio FetchById:Canary:Percent=100.5", "FetchById:Canary:Percent", "\"100.5\" is out of range; write a value from 0 to 100")]
    [InlineData("FetchById:Canary:Store=studio FetchById:Canary:Percent=-1", "FetchById:Canary:Percent", "\"-1\" is out of range; write a value from 0 to 100")]
    [InlineData("FetchById:Canary:Store=studio FetchById:Canary:Percent=NaN", "FetchById:Canary:Percent", "\"NaN\" ")]
    [InlineData("FetchById:Canary:Store=studio FetchById:Canary:Percent=5%", "FetchById:Canary:Percent", "\"5%\" ")]
    [InlineData("FetchById:Canary:Store=studio FetchById:Canary:Claims:0=appName", "FetchById:Canary:Claims:0", "\"appName\" is no claim with a value; write it like appName=wallet")]
    [InlineData("FetchById:Canary:Store=studio FetchById:Canary:Claims:0==x", "FetchById:Canary:Claims:0", "\"=x\" is no claim with a value; write it like appName=wallet")]
    [InlineData("FetchById:Canary:Store=studio FetchById:Canary:NewerThan=soon", "FetchById:Canary:NewerThan", "\"soon\" ")]
    [InlineData("FetchByCorrelationId:Canary:Store=studio FetchByCorrelationId:Canary:NewerThan=2026-12-01T00:00:00Z", "FetchByCorrelationId:Canary:NewerThan", "does not apply: only FetchById asks for a job's id, which tells when it was made")]
    [InlineData("FetchByExternalId:Canary:Store=studio FetchByExternalId:Canary:NewerThan=2026-12-01T00:00:00Z", "FetchByExternalId:Canary:NewerThan", "does not apply: only FetchById asks for a job's id, which tells when it was made")]
    [InlineData("FetchByExternalId:Canary:Store=studio FetchByExternalId:Canary:JobNames:0=mint", "FetchByExternalId:Canary:JobNames", "does not apply: several jobs may have one external id")]
    [InlineData("FetchById:Store=blind FetchById:Canary:Store=studio FetchById:Canary:JobNames:0=mint", "FetchById:Canary:JobNames", "needs a local store on one of the two sides: a job's name is read from it before a side is chosen")]
    [InlineData("RetryById:Canary:Store=studio", "RetryById:Canary", "does not apply to retries; name the owner of jobs as Store and the other store under Fallback")]
    [InlineData("RetryByQuery:Shadow:Store=studio", "RetryByQuery:Shadow", "does not apply to retries; leave it out: a retry is never sent twice")]
    [InlineData("FetchById:Shadow:Percent=5", "FetchById:Shadow:Store", "is not set; name the store to compare")]
    [InlineData("FetchById:Shadow:Store=local", "FetchById:Shadow:Store", "the store 'local' is the route's own; name another one")]
    [InlineData("FetchById:Shadow:Store=studio FetchById:Shadow:Concurrency=0", "FetchById:Shadow:Concurrency", "\"0\" is out of range; write a value from 1 to 256")]
    [InlineData("FetchById:Store=studio FetchById:KeepCopy:QueueLength=5", "FetchById:KeepCopy:Store", "is not set; name the local store that keeps them")]
    [InlineData("FetchById:KeepCopy:Store=second", "FetchById:KeepCopy", "has nothing to copy: the route asks no upstream store")]
    [InlineData("FetchById:Store=studio FetchById:KeepCopy:Store=studio", "FetchById:KeepCopy:Store", "the store 'studio' takes no copies; name a local store that takes imports")]
    [InlineData("FetchById:Store=studio FetchById:KeepCopy:Store=plugin", "FetchById:KeepCopy:Store", "the store 'plugin' takes no copies; name a local store that takes imports")]
    [InlineData("FetchByExternalId:Store=studio FetchByExternalId:KeepCopy:Store=local", "FetchByExternalId:KeepCopy", "does not apply to FetchByExternalId: only FetchById and FetchByCorrelationId bring whole jobs; leave it out")]
    [InlineData("RetryById:Store=studio RetryById:KeepCopy:Store=local", "RetryById:KeepCopy", "does not apply to RetryById: only FetchById and FetchByCorrelationId bring whole jobs; leave it out")]
    [InlineData("FetchById:Fallbck:Stores:0=studio", "FetchById:Fallbck", "is not a setting here; the settings are Store, Fallback, Canary, Shadow, KeepCopy")]
    [InlineData("FetchById:Canary:Store=studio FetchById:Canary:Weight=5", "FetchById:Canary:Weight", "is not a setting here; the settings are Store, Percent, Claim, JobNames, Claims, NewerThan")]
    [InlineData("FetchById:Fallback=studio", "FetchById:Fallback", "has no value of its own; its settings are Stores, OnUnavailable")]
    [InlineData("PassThrough:Fallback:Stores:0=studio", "PassThrough:Fallback", "is not a setting here; the settings are Store")]
    public async Task What_does_not_go_together_is_refused(string settings, string path, string message)
    {
        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => StartAsync(settings));
        Assert.Contains(refusal.Errors, error => error.Path == "Routes:" + path && error.Message.StartsWith(message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_of_it_is_told_at_once()
    {
        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() =>
            StartAsync("FetchById:Fallback:Stores:0=nowhere FetchById:Canary:Store=local RetryById:Canary:Store=studio FetchByExternalId:Shadow:Store=nowhere"));
        Assert.Equal(
            ["Routes:FetchByExternalId:Shadow:Store", "Routes:FetchById:Canary:Store", "Routes:FetchById:Fallback:Stores:0", "Routes:RetryById:Canary"],
            refusal.Errors.Select(error => error.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task All_modes_go_together_on_a_fetch_and_a_canary_may_fall_back_on_either_side()
    {
        await using var gateway = await StartAsync(
            "FetchById:Store=studio FetchById:Canary:Store=local FetchById:Canary:Percent=2.5 FetchById:Fallback:Stores:0=studio FetchById:Fallback:Stores:1=local FetchById:Shadow:Store=second FetchById:KeepCopy:Store=local "
            + "RetryByQuery:Fallback:Stores:0=studio");
        var plan = gateway.Services.GetRequiredService<RoutePlanSource>().Current;
        Assert.Equal("studio, canary 2.5 % to local, then studio, then local, shadow 100 % to second, copies to local", RouteText.Of(plan[Operation.FetchById]));
        Assert.Equal("local, then studio", RouteText.Of(plan[Operation.RetryByQuery]));
        Assert.True(plan[Operation.FetchByCorrelationId].IsPlain);
        Assert.Equal(["local", "studio"], plan[Operation.FetchById].StartingAt(plan.Stores.Find("local")!).Select(store => store.Name));
    }

    private static Task<TestGateway> StartAsync(string settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Stores:second:Type"] = "Sqlite",
            ["Stores:second:ConnectionString"] = "Data Source=second.db",
            ["Stores:studio:Type"] = "Upstream",
            ["Stores:studio:Destinations:a:Address"] = "http://127.0.0.1:1/",
        };
        foreach (var operation in Enum.GetNames<Operation>())
            all[$"Routes:{operation}:Store"] = "local";
        if (settings.Contains("blind", StringComparison.Ordinal))
        {
            all["Stores:blind:Type"] = "Upstream";
            all["Stores:blind:Destinations:a:Address"] = "http://127.0.0.1:1/";
            all["Stores:blind:AnswerBuffer"] = "1023";
        }

        if (settings.Contains("plugin", StringComparison.Ordinal))
            all["Stores:plugin:Type"] = "Down";
        foreach (var setting in settings.Split(' '))
            all["Routes:" + setting[..setting.IndexOf('=', StringComparison.Ordinal)]] = setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return TestGateway.StartAsync(all, configure: builder => builder.Services.AddSingleton<IJobStoreFactory, DownFactory>());
    }
}
