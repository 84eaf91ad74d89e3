using System.Text.Json.Nodes;
using JobsGateway.Comparison;
using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Parity;

/// <summary>A gateway whose comparisons are recorded by hand.</summary>
internal sealed class ParityFixture : IAsyncDisposable
{
    private readonly TestGateway _gateway;

    private ParityFixture(TestGateway gateway, FakeTimeProvider clock) => (_gateway, Clock) = (gateway, clock);

    public FakeTimeProvider Clock { get; }

    public TestGateway Gateway => _gateway;

    public ParityBook Book => _gateway.Services.GetRequiredService<ParityBook>();

    public static async Task<ParityFixture> StartAsync(params (string Key, string? Value)[] settings)
    {
        var clock = new FakeTimeProvider(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        var all = settings.ToDictionary(setting => setting.Key, setting => setting.Value);
        all.TryAdd("Logging:LogLevel:JobsGateway.Gateway.Parity", "Trace");
        return new(await TestGateway.StartAsync(all, clock), clock);
    }

    public void Equal(int count, Operation operation = Operation.FetchById, string candidate = "local")
    {
        Book.Begin(operation, "studio", candidate);
        for (var i = 0; i < count; i++)
            Book.Record(operation, "studio", candidate, ParityResult.Equal);
    }

    public void Differs(params Difference[] differences) => Differs("/api/v2/jobs/65e1f3a07c1b2d0012a40003", differences);

    public void Differs(string target, params Difference[] differences) =>
        Book.Record(Operation.FetchById, "studio", "local", new ParityResult.Different(differences, target, 200, 200));

    public static Difference Value(string path, string left = "\"failed\"", string right = "\"pending\"") => new(path, DifferenceKind.Value, left, right);

    public async Task<JsonNode> ReportAsync()
    {
        var response = await _gateway.SendAsync("GET", "/gateway/parity", Contract.Tokens.Admin);
        Assert.Equal((200, "application/json; charset=utf-8"), (response.Status, response.Header("Content-Type")));
        return JsonNode.Parse(response.Text)!;
    }

    public async Task<JsonNode> OperationAsync(Operation operation = Operation.FetchById) => (await ReportAsync())["operations"]![operation.ToString()]!;

    public async Task<string> TextAsync() => (string)(await OperationAsync())["text"]!;

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();
}
