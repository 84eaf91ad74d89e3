using JobsGateway.WebConsole.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace JobsGateway.WebConsole.Tests;

[Collection(BrowserTests.Name)]
public sealed class SignInTests(Browsers browsers)
{
    private const string TokenKey = "jobsgateway.token";

    [SkippableFact]
    public async Task An_admin_signs_in_and_stays_signed_in_over_a_reload_until_the_tab_is_closed()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, "routes");
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Routes");

        var other = await visit.Page.Context.NewPageAsync();
        await other.GotoAsync($"{gateway.Address}console/routes");

        await Assertions.Expect(other.GetByLabel("Admin token")).ToBeVisibleAsync();
    }

    [SkippableTheory]
    [InlineData("user", "not an admin's")]
    [InlineData("expired", "has expired")]
    [InlineData("no token", "has blanks in it")]
    [InlineData("nonsense", "three parts")]
    [InlineData("stranger", "not signed with a secret of this gateway")]
    public async Task Who_is_not_let_in_is_told_why(string which, string reason)
    {
        var clock = new FakeTimeProvider(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var gateway = await ConsoleGateway.StartAsync(clock: clock);
        var token = which switch
        {
            "user" => gateway.Mint(isAdmin: false),
            "expired" => gateway.Mint(lifetime: TimeSpan.FromSeconds(1)),
            "stranger" => gateway.Mint(secret: ConsoleGateway.OtherSecret),
            _ => which,
        };
        clock.Advance(TimeSpan.FromSeconds(2));
        await using var visit = await Visit.OpenAsync(browsers, gateway);

        await visit.SignInAsync(token);

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = reason })).ToBeVisibleAsync();
        Assert.Null(await visit.Page.EvaluateAsync<string?>($"sessionStorage.getItem('{TokenKey}')"));
        Assert.DoesNotContain(gateway.Log, line => line.Contains(token, StringComparison.Ordinal) && token.Length > 20);
    }

    [SkippableFact]
    public async Task A_token_that_expires_meanwhile_signs_out_and_says_so()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var gateway = await ConsoleGateway.StartAsync(clock: clock);
        await using var visit = await Visit.OpenAsync(browsers, gateway);
        await visit.SignInAsync(gateway.Mint(lifetime: TimeSpan.FromMinutes(1)));
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Overview");

        clock.Advance(TimeSpan.FromMinutes(1));

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "has expired" })).ToBeVisibleAsync();
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Admin token")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task A_secret_that_is_taken_out_signs_out_whom_it_let_in()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway);

        await gateway.ChangeAsync("Jwt:Secrets:0", ConsoleGateway.OtherSecret);

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "has been taken out" })).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Who_signs_out_leaves_no_token_behind()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway);
        var token = await visit.Page.EvaluateAsync<string>($"sessionStorage.getItem('{TokenKey}')");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Signed in" }).ClickAsync();
        await visit.Page.GetByText("Sign out").ClickAsync();

        await Assertions.Expect(visit.Page.GetByLabel("Admin token")).ToBeVisibleAsync();
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("sessionStorage.length"));
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("localStorage.length"));
        Assert.DoesNotContain(await visit.Page.Context.CookiesAsync(), cookie => cookie.Value.Contains(token, StringComparison.Ordinal));
        Assert.DoesNotContain(gateway.Log, line => line.Contains(token, StringComparison.Ordinal));
    }
}
