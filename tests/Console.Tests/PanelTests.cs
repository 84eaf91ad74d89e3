using JobsGateway.WebConsole.Tests.Support;
using Microsoft.Playwright;

namespace JobsGateway.WebConsole.Tests;

[Collection(BrowserTests.Name)]
public sealed class PanelTests(Browsers browsers)
{
    [SkippableFact]
    public async Task The_overview_draws_the_requests_that_come()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway);
        var page = visit.Page;
        await Assertions.Expect(page.GetByText("No request so far. Send one").First).ToBeVisibleAsync();

        await gateway.Http.GetAsync($"/api/v2/jobs/{ConsoleGateway.FinishedJob}");
        await gateway.Http.GetAsync("/api/v2/jobs/correlationId/nowhere");

        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("Requests per second: .*FetchById") })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("Latency: p50.*p95.*p99") }).Locator("path.mud-chart-line").First).ToBeAttachedAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("without success.*not found") })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "By operation" }).GetByRole(AriaRole.Row).Filter(new() { HasText = "FetchByCorrelationId" })).ToContainTextAsync("1");
        await page.GetByText("5 minutes").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { NameRegex = new("Requests per second") })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Group, new() { Name = "Stores" })).ToContainTextAsync("1 of 1");
        Assert.Empty(visit.Errors);
    }

    [SkippableFact]
    public async Task The_routes_tell_who_serves_what_in_which_mode_and_who_answered()
    {
        await using var studio = await ShadowedStudio.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, studio.Gateway, "routes");
        var card = visit.Page.GetByRole(AriaRole.Region, new() { Name = "FetchById" });

        foreach (var text in new[] { "Canary 10 % to local", "Shadow 100 % to local", "Fallback studio" })
            await Assertions.Expect(card).ToContainTextAsync(text, new() { UseInnerText = true });
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "RetryById" })).ToContainTextAsync("Answered here");
        await studio.FetchAllAsync();

        await Assertions.Expect(card).ToContainTextAsync(" %");
        await Assertions.Expect(card.GetByRole(AriaRole.Progressbar).First).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task The_stores_tell_of_an_open_circuit_and_of_addresses_that_fail()
    {
        await using var studio = await ShadowedStudio.StartAsync(new()
        {
            ["Stores:studio:Resilience:CircuitBreaker:MinimumThroughput"] = "2", ["Stores:studio:Resilience:Retry:MaxAttempts"] = "1",
            ["Routes:FetchById:Canary:Store"] = null, ["Routes:FetchById:Canary:Percent"] = null, ["Routes:FetchById:Shadow:Store"] = null, ["Routes:FetchById:Shadow:ConfirmAfter"] = null, ["Routes:FetchById:Fallback:Stores:0"] = null,
        });
        await using var visit = await Visit.SignedInAsync(browsers, studio.Gateway, "stores");
        var card = visit.Page.GetByRole(AriaRole.Region, new() { Name = "studio" });
        await Assertions.Expect(card).ToContainTextAsync("Good");
        await Assertions.Expect(card).ToContainTextAsync("Circuit closed");
        await Assertions.Expect(card).ToContainTextAsync(studio.Server.Address.AbsoluteUri);

        studio.Server.Always(Reply.Json(503, "{}"));
        await studio.FetchAllAsync();

        await Assertions.Expect(card).ToContainTextAsync("Circuit open");
        await Assertions.Expect(card).ToContainTextAsync("In trouble");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "local" })).ToContainTextAsync("Good");
    }

    [SkippableFact]
    public async Task A_refused_configuration_is_shown_with_its_errors_and_a_mended_one_as_in_force()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, "configuration");
        await Assertions.Expect(visit.Page.GetByText("from the start on")).ToBeVisibleAsync();

        await gateway.ChangeAsync("Routes:FetchById:Store", "nowhere");

        await Assertions.Expect(visit.Page.GetByText("Changed and refused")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Routes:FetchById:Store" })).ToContainTextAsync("nowhere");
        await gateway.ChangeAsync("Routes:FetchById:Store", "local");
        await Assertions.Expect(visit.Page.GetByText("when it was last reloaded")).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Parity_shows_what_differs_side_by_side_and_begins_anew_when_that_is_confirmed()
    {
        await using var studio = await ShadowedStudio.StartAsync(hasMarkup: true);
        await using var visit = await Visit.SignedInAsync(browsers, studio.Gateway, "parity");
        var page = visit.Page;
        await Assertions.Expect(page.GetByText("Nothing was compared.")).ToBeVisibleAsync();

        await studio.FetchAllAsync();

        var card = page.GetByRole(AriaRole.Region, new() { Name = "FetchById" });
        await Assertions.Expect(card).ToContainTextAsync("Not ready");
        await Assertions.Expect(card).ToContainTextAsync("studio against local");
        var difference = card.Locator(".difference").Filter(new() { HasText = "body.data.status" });
        await Assertions.Expect(difference.Locator("mark")).ToHaveTextAsync("body.data.status");
        await Assertions.Expect(difference.Locator(".primary")).ToContainTextAsync("\"started\"");
        await Assertions.Expect(difference.Locator(".candidate")).ToContainTextAsync("\"succeeded\"");
        await Assertions.Expect(card.GetByText("<script>alert(1)</script>")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Begin anew" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(card).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin anew" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget them" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nothing was compared.")).ToBeVisibleAsync();
        Assert.Empty(visit.Errors);
    }
}
