using System.Diagnostics.Metrics;
using JobsGateway.Comparison;
using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Parity;

/// <summary>What of a job is shown, and where.</summary>
public sealed class ParitySecrecyTests
{
    [Theory]
    [InlineData("body.data.data.phoneNumber", "\"+972\"", "(redacted)")]
    [InlineData("body.data.user.pin[0]", "1", "(redacted)")]
    [InlineData("body.data.name", "\"relay\"", "\"relay\"")]
    [InlineData("body.data.data", "{\"phoneNumber\":\"+972\",\"list\":[{\"token\":1},null],\"name\":\"\u00e9\"}", "{\"phoneNumber\":\"(redacted)\",\"list\":[{\"token\":\"(redacted)\"},null],\"name\":\"\u00e9\"}")]
    [InlineData("body.data.data", "{\"phoneNumber\":\"+97…", "(redacted)")]
    public async Task Values_at_redacted_paths_are_hidden_also_within_objects(string path, string value, string shown)
    {
        await using var parity = await ParityFixture.StartAsync();
        parity.Differs(new Difference(path, DifferenceKind.Missing, value, null));
        Assert.Equal(shown, (string?)(await parity.OperationAsync())["samples"]![0]!["differences"]![0]!["primary"]);
    }

    [Fact]
    public async Task What_is_no_json_is_hidden()
    {
        await using var parity = await ParityFixture.StartAsync();
        parity.Differs(new Difference("body", DifferenceKind.NotJson, "<html>+972", "{\"phoneNumber\":\"+972\"}"));
        Assert.DoesNotContain("972", (await parity.ReportAsync()).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_is_redacted_later_hides_what_was_kept_before()
    {
        var folder = Directory.CreateTempSubdirectory("jobsgateway-parity-");
        await using var gateway = await TestGateway.StartAsync(folder: folder);
        var book = gateway.Services.GetRequiredService<ParityBook>();
        book.Record(Operation.FetchById, "studio", "local", new ParityResult.Different([ParityFixture.Value("body.data.iban", "\"DE02\"")], "/", 200, 200));
        await gateway.ChangeAsync(() => File.WriteAllText(Path.Combine(folder.FullName, "appsettings.json"), """{ "Parity": { "Redact": [ "**.iban" ] } }"""));
        var report = (await gateway.SendAsync("GET", "/gateway/parity", Contract.Tokens.Admin)).Text;
        Assert.DoesNotContain("DE02", report, StringComparison.Ordinal);
        Assert.Contains("(redacted)", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_tells_paths_and_kinds_once_a_second_and_no_value_nor_id()
    {
        await using var parity = await ParityFixture.StartAsync();
        for (var i = 0; i < 5; i++)
            parity.Differs(ParityFixture.Value("body.data.items[7].state", "\"gold\"", "\"silver\""));
        parity.Clock.Advance(TimeSpan.FromSeconds(1));
        parity.Differs(ParityFixture.Value("status", "200", "404"));
        Assert.Equal(
            [
                "Warning: FetchById: the answers of studio and local differ at body.data.items[*].state (Value) (0 more since the last message). GET /gateway/parity shows samples.",
                "Warning: FetchById: the answers of studio and local differ at status (Value) (4 more since the last message). GET /gateway/parity shows samples.",
            ],
            parity.Gateway.Logs.Messages.Where(message => message.Contains("differ", StringComparison.Ordinal)));
        Assert.DoesNotContain(parity.Gateway.Logs.Messages, message => message.Contains("gold", StringComparison.Ordinal) || message.Contains("65e1f3a0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Comparisons_are_counted_by_operation_and_result()
    {
        await using var parity = await ParityFixture.StartAsync();
        using var listener = new MeterListener();
        List<string> counted = [];
        var meters = parity.Gateway.Services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name.StartsWith("jobsgateway.parity.", StringComparison.Ordinal))
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counted.Add($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
        listener.Start();
        parity.Equal(1);
        parity.Differs(ParityFixture.Value("status"));
        parity.Book.Record(Operation.FetchByExternalId, "studio", "local", new ParityResult.Noise(["body"]));
        parity.Book.CountDropped(Operation.FetchById);
        parity.Book.CountUnavailable(Operation.FetchById, isCandidate: true);
        Assert.Equal(
            [
                "jobsgateway.parity.compared 1 FetchById equal", "jobsgateway.parity.compared 1 FetchById different", "jobsgateway.parity.compared 1 FetchByExternalId noise",
                "jobsgateway.parity.dropped 1 FetchById", "jobsgateway.parity.unavailable 1 FetchById candidate",
            ],
            counted);
    }
}
