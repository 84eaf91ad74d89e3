using System.Text.Json;
using JobsGateway.Gateway.Tests.JavaScript;

namespace JobsGateway.Gateway.Tests.Authentication;

/// <summary>The tokens of the contract, and mutations of tokens and headers, against what Studio's libraries answer at <see cref="AuthServer.Now"/>.</summary>
/// <remarks>Rows: token or header, status and body for GET, status and body for POST. Recorded from express-jwt 5.3.3 and jsonwebtoken 8.5.1 on Node 20 with the secret
/// <c>secret</c>, except where the gateway differs on purpose: a payload that is no JSON object and a <c>crit</c> header are "invalid token",
/// and <c>isAdmin</c> is only <c>true</c>, <c>1</c> or <c>"true"</c>.</remarks>
public sealed class ContractTests : IAsyncLifetime
{
    private AuthServer _server = null!;

    public async Task InitializeAsync() => _server = await AuthServer.StartAsync(AuthServer.LegacySecret);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Every_token_of_the_contract_gets_its_answer()
    {
        var tokens = JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync("contract/tokens.json"))!;
        var expected = Fixture.Rows("token-answers.json").ToDictionary(row => row[0]!);

        Assert.Equal(tokens.Keys.Order(), expected.Keys.Order());
        foreach (var (name, token) in tokens)
        {
            await AssertAnswer(name, "GET", $" Bearer {token}", expected[name][1], expected[name][2]);
            await AssertAnswer(name, "POST", $" Bearer {token}", expected[name][3], expected[name][4]);
        }
    }

    [Fact]
    public async Task Mutated_tokens_and_headers_get_the_answers_of_jsonwebtoken()
    {
        foreach (var row in Fixture.Rows("mutated-tokens.json"))
        {
            await AssertAnswer(row[0]!, "GET", row[0]!, row[1], row[2]);
            await AssertAnswer(row[0]!, "POST", row[0]!, row[3], row[4]);
        }
    }

    [Fact]
    public async Task Recorded_refusals_are_repeated_to_the_byte()
    {
        using var transcripts = JsonDocument.Parse(await File.ReadAllBytesAsync("contract/transcripts.json"));
        var count = 0;
        foreach (var exchange in transcripts.RootElement.EnumerateArray().Where(exchange => exchange.GetProperty("section").GetString() == "auth"))
        {
            var response = exchange.GetProperty("response");
            if (response.GetProperty("status").GetInt32() is not (401 or 403) || exchange.GetProperty("id").GetString()!.Contains("payload-", StringComparison.Ordinal))
                continue; // A payload that is no JSON object is refused by the gateway on purpose.
            var request = exchange.GetProperty("request");
            var answer = await _server.SendAsync(request.GetProperty("method").GetString()!, Headers(request, "Authorization"));

            Assert.Equal(response.GetProperty("status").GetInt32(), answer.Status);
            Assert.Equal(response.GetProperty("body").GetString(), answer.Body);
            foreach (var header in (string[])["ETag", "Content-Type", "Content-Length"])
                Assert.Equal(Headers(response, header).Single(), answer.Headers[header]);
            Assert.DoesNotContain("WWW-Authenticate", answer.Headers.Keys, StringComparer.OrdinalIgnoreCase);
            count++;
        }

        Assert.InRange(count, 50, 200);
    }

    private static string[] Headers(JsonElement message, string name) =>
        [.. message.GetProperty("headers").EnumerateArray().Where(header => header[0].GetString() == name).Select(header => header[1].GetString()!)];

    private async Task AssertAnswer(string name, string method, string authorization, string? status, string? body)
    {
        var answer = await _server.SendAsync(method, authorization);

        Assert.Equal($"{name} {method}: {status}", $"{name} {method}: {answer.Status}");
        if (body is not null)
            Assert.Equal(body, answer.Body);
    }
}
