using JobsGateway.WebConsole.Tests.Support;
using Microsoft.Playwright;

namespace JobsGateway.WebConsole.Tests;

[Collection(BrowserTests.Name)]
public sealed class LookTests(Browsers browsers)
{
    private static readonly string[] Pages = ["", "routes", "stores", "configuration", "parity", $"job?id={ConsoleGateway.FailedJob}", "retry"];

    [SkippableFact]
    public async Task It_is_light_or_dark_as_the_system_or_as_chosen_and_remembers_the_choice()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, options: new() { ColorScheme = ColorScheme.Dark });
        var body = visit.Page.Locator("body");
        await Assertions.Expect(body).ToHaveCSSAsync("background-color", "rgb(15, 21, 34)");

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Colours: System" }).ClickAsync();
        await visit.Page.GetByText("Light", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(body).ToHaveCSSAsync("background-color", "rgb(245, 247, 251)");
        await visit.Page.ReloadAsync();

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Colours: Light" })).ToBeVisibleAsync();
        await Assertions.Expect(body).ToHaveCSSAsync("background-color", "rgb(245, 247, 251)");
    }

    [SkippableFact]
    public async Task A_phone_shows_every_page_without_scrolling_sideways()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, options: new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        await gateway.Http.GetAsync($"/api/v2/jobs/{ConsoleGateway.FailedJob}");
        foreach (var path in Pages)
        {
            await visit.Page.GotoAsync($"{gateway.Address}console/{path}");
            await Assertions.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
            Assert.True(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= 390"), $"/{path} is wider than the phone.");
        }

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Stores" }).ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Stores");
    }

    [SkippableFact]
    public async Task A_job_is_looked_up_and_retried_by_the_keyboard_alone()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.OpenAsync(browsers, gateway);
        var page = visit.Page;
        await Assertions.Expect(page.GetByLabel("Admin token")).ToBeFocusedAsync();
        await page.Keyboard.InsertTextAsync(gateway.Mint());
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Overview");

        await TabToAsync(page, "Skip to content");
        await TabToAsync(page, "Job");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("h1")).ToBeFocusedAsync();
        await TabToAsync(page, "Job id");
        await page.Keyboard.InsertTextAsync(ConsoleGateway.FailedJob);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Document" })).ToBeVisibleAsync();
        await TabToAsync(page, "Retry");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retry 1 job" })).ToBeVisibleAsync();
        await TabToAsync(page, "Retry 1 job");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("1 job retried.");
    }

    [SkippableFact]
    public async Task Nothing_is_asked_for_outside_of_console_and_the_policy_forbids_nothing_that_is_needed()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway);
        foreach (var path in Pages)
        {
            await visit.Page.GotoAsync($"{gateway.Address}console/{path}");
            await Assertions.Expect(visit.Page.Locator("h1")).ToBeVisibleAsync();
        }

        Assert.NotEmpty(visit.Requests);
        Assert.All(visit.Requests, url => Assert.StartsWith($"{gateway.Address.Authority}/console/", url.Split("://")[1], StringComparison.Ordinal));
        Assert.Empty(visit.Errors);
    }

    // What the one who presses Tab sees: the name of what has the focus.
    private static async Task TabToAsync(IPage page, string name)
    {
        const string focused = "(() => { const e = document.activeElement; return (e.labels?.[0]?.innerText || e.getAttribute('aria-label') || e.innerText || '').trim(); })()";
        for (var i = 0; i < 60; i++)
        {
            if (await page.EvaluateAsync<string>(focused) == name)
                return;
            await page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"\"{name}\" can't be reached by the Tab key.");
    }
}
