using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using JobsGateway.Telemetry.Tests.Support;

namespace JobsGateway.Telemetry.Tests;

/// <summary>The document tells every metric, span and event of the code, and no other.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public async Task The_metrics_are_those_of_the_code_with_their_tags()
    {
        var instruments = await Product.InstrumentsAsync();
        var rows = new DocumentTable("metrics", 4).AssertIs(instruments.Select(one => new[]
        {
            $"`{one.Instrument.Name}`", one.Instrument.GetType().Name.Split('`')[0], one.Instrument.Unit ?? "-", one.Instrument.Description!.TrimEnd('.'),
        }));
        foreach (var (row, (instrument, tags)) in rows.Zip(instruments))
        {
            if (tags.Count > 0)
                Assert.True(tags.SetEquals(TagName().Matches(row[4]).Select(match => match.Groups[1].Value)), $"{instrument.Name} has the tags {string.Join(", ", tags)}; the document says {row[4]}");
        }
    }

    [Fact]
    public void The_events_are_those_of_the_code() => new DocumentTable("events", 4).AssertIs(Product.Events.Select(attribute => new[]
    {
        attribute.EventId.ToString(CultureInfo.InvariantCulture), $"`{attribute.EventName}`", attribute.Level.ToString(), attribute.Message.Replace("|", "\\|", StringComparison.Ordinal),
    }));

    [Fact]
    public void Every_event_has_an_id_and_a_name_of_its_own()
    {
        Assert.All(Product.Events, attribute => Assert.True(attribute.EventId >= 1000 && !string.IsNullOrEmpty(attribute.EventName), $"\"{attribute.Message}\" has no id or name of its own: give it one of its area's range (docs/telemetry.md)."));
        Assert.Equal(Product.Events.Count, Product.Events.Select(attribute => attribute.EventId).Distinct().Count());
        Assert.Equal(Product.Events.Count, Product.Events.Select(attribute => attribute.EventName).Distinct().Count());
    }

    [Fact]
    public async Task The_spans_and_their_attributes_are_those_that_are_sent()
    {
        await using var gateway = await TracedGateway.StartAsync("1", ("Stores:studio:Resilience:CircuitBreaker:Enabled", "false"));
        gateway.Studio.Next(Reply.Json(500, "{}"));
        await gateway.GetAsync(TracedGateway.AtStudio);
        await gateway.GetAsync(TracedGateway.Missing);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (gateway.Spans.Ended.Count(span => span.Kind == ActivityKind.Server) < 2)
            await Task.Delay(5, limit.Token);
        var seen = gateway.Spans.Ended.GroupBy(NameOf).ToDictionary(group => group.Key, group => group.SelectMany(span => span.TagObjects.Select(tag => tag.Key)).ToHashSet());
        // A worker's are tested with it, and SQL Server's driver's need one.
        var documented = new DocumentTable("spans", 4).Read().Where(row => row[1] is "`JobsGateway`" or "`JobsGateway.Stores`").ToDictionary(row => row[0].Trim('`'), row => TagName().Matches(row[3]).Select(match => match.Groups[1].Value).ToHashSet());
        Assert.Equal(documented.Keys.Order(), seen.Keys.Order());
        foreach (var (name, tags) in seen)
            Assert.Subset(documented[name], tags);
        Assert.Equal(documented["{operation}"].Order(), seen["{operation}"].Order());
        Assert.Equal(documented["send {kind}"].Order(), seen["send {kind}"].Order());
    }

    private static string NameOf(Activity span) => span.DisplayName.Split(' ') switch
    {
        ["store", _] => "store {operation}",
        ["send", _] => "send {kind}",
        _ => "{operation}",
    };

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex TagName();
}
