using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Configuration;

namespace JobsGateway.Gateway.Commands;

/// <summary><c>token</c>: mints a token with the configured secret, for trying things out.</summary>
internal static class TokenCommand
{
    private static readonly Option<bool> Admin = new("--admin") { Description = "The bearer may retry jobs (claim isAdmin)." };

    private static readonly Option<string[]> Claim = new("--claim")
    {
        Description = "A claim, as name=value; may be given several times. A value that is JSON (true, 42, [\"a\"]) is taken as such, any other as text.",
        HelpName = "k=v",
    };

    private static readonly Option<TimeSpan?> Expires = new("--expires")
    {
        Description = "How long it is valid: 30s, 15m, 1h, 7d. Without it the token never expires, like half of Studio's.",
        HelpName = "duration",
        CustomParser = ParseDuration,
    };

    private static readonly Option<string> Algorithm = new("--algorithm") { Description = "HS256, HS384 or HS512.", DefaultValueFactory = _ => "HS256" };

    public static Command Create()
    {
        var command = new Command("token", "Mint a token with the first configured secret and print it.") { Admin, Claim, Expires, Algorithm };
        Algorithm.AcceptOnlyFromAmong("HS256", "HS384", "HS512");
        Claim.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=', StringComparison.Ordinal) <= 0))
                result.AddError($"--claim {token.Value}: write it as name=value");
        });
        command.SetAction(Execute);
        return command.TakingSwitches();
    }

    private static int Execute(ParseResult result)
    {
        if (ConfigurationSwitches.Of(result) is not { } switches)
            return 1;
        var builder = GatewayHost.CreateBuilder(switches);
        var jwt = JwtConfiguration.Read(builder.Configuration, builder.Environment);
        if (jwt.Errors.Count > 0)
            throw new ConfigurationException(jwt.Errors);
        var request = new TokenRequest
        {
            IsAdmin = result.GetValue(Admin),
            Lifetime = result.GetValue(Expires),
            Algorithm = result.GetValue(Algorithm)!,
            Claims = [.. (result.GetValue(Claim) ?? []).Select(Split)],
        };
        try
        {
            Console.WriteLine(new TokenMinter(jwt.Options, TimeProvider.System).Mint(request));
            return 0;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static KeyValuePair<string, JsonNode?> Split(string claim)
    {
        var equals = claim.IndexOf('=', StringComparison.Ordinal);
        var value = claim[(equals + 1)..];
        try
        {
            return new(claim[..equals], JsonNode.Parse(value));
        }
        catch (JsonException)
        {
            return new(claim[..equals], JsonValue.Create(value));
        }
    }

    private static TimeSpan? ParseDuration(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Length > 1 && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1e7)
        {
            switch (text[^1])
            {
                case 's': return TimeSpan.FromSeconds(number);
                case 'm': return TimeSpan.FromMinutes(number);
                case 'h': return TimeSpan.FromHours(number);
                case 'd': return TimeSpan.FromDays(number);
            }
        }

        result.AddError($"--expires {text}: write a number and s, m, h or d, such as 1h");
        return null;
    }
}
