using JobsGateway.WebConsole.Tests.Support;
using Microsoft.Playwright;

namespace JobsGateway.WebConsole.Tests;

/// <summary>Makes the pictures of the documents from real traffic: <c>UPDATE_SCREENSHOTS=1 dotnet test tests/Console.Tests --filter Screenshots</c>.</summary>
[Collection(BrowserTests.Name)]
public sealed class Screenshots(Browsers browsers)
{
    private static readonly TimeSpan Traffic = TimeSpan.FromSeconds(66);

    [SkippableFact]
    public async Task The_pictures_of_the_documents_are_made_anew()
    {
        Skip.IfNot(Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") == "1", "Set UPDATE_SCREENSHOTS=1 to make the pictures anew.");
        await using var studio = await ShadowedStudio.StartAsync(new()
        {
            ["Routes:PassThrough:Store"] = "studio", ["Routes:FetchById:Canary:Percent"] = "40", ["Stores:studio:Resilience:Retry:MaxAttempts"] = "1",
        });
        studio.Delay = () => TimeSpan.FromMilliseconds(Random.Shared.Next(3, 15));
        await using var visit = await Visit.SignedInAsync(browsers, studio.Gateway, options: new() { ViewportSize = new() { Width = 1280, Height = 1000 }, ColorScheme = ColorScheme.Light });
        using var ending = new CancellationTokenSource();
        var load = LoadAsync(studio, ending.Token);
        await Task.Delay(Traffic);
        var page = visit.Page;
        await SaveAsync(page, "overview-light");
        await ThemeAsync(page, "Light", "Dark");
        await SaveAsync(page, "overview-dark");
        await GoAsync(page, "Routes");
        await SaveAsync(page, "routes");
        await ThemeAsync(page, "Dark", "Light");
        await GoAsync(page, "Parity");
        await Assertions.Expect(page.Locator(".difference").First).ToBeVisibleAsync();
        await SaveAsync(page, "parity");
        await page.GotoAsync($"{studio.Gateway.Address}console/job?id={ConsoleGateway.FailedJob}");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Time line" })).ToBeVisibleAsync();
        await SaveAsync(page, "job");
        await GoAsync(page, "Retry by query");
        await page.GetByLabel("Name").FillAsync("mint");
        await page.GetByLabel("Ids", new() { Exact = true }).FillAsync($"65e1f3a0b0b0b0b0b0b00004 65e1f3a0b0b0b0b0b0b00005 {ConsoleGateway.FinishedJob}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the dry run" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Retry 2 jobs" })).ToBeVisibleAsync();
        await SaveAsync(page, "retry");
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync($"{studio.Gateway.Address}console/");
        await Assertions.Expect(page.Locator("path.mud-chart-line").First).ToBeAttachedAsync();
        await SaveAsync(page, "phone");
        await ending.CancelAsync();
        await load;
    }

    // Waves of polling clients: most ask Studio, some for jobs that are not there, some with a token that is not good; now and then the server says 503.
    private static async Task LoadAsync(ShadowedStudio studio, CancellationToken ending)
    {
        using var stranger = new HttpClient { BaseAddress = studio.Gateway.Address };
        for (var i = 0; !ending.IsCancellationRequested; i++)
        {
            var paths = new List<string> { $"/api/v2/jobs/65e1f3a0b0b0b0b0b0b0000{(i % 6) + 1}", $"/api/v2/jobs/65e1f3a0b0b0b0b0b0b0000{(i % 5) + 2}" };
            if (i % 3 == 0)
                paths.Add("/api/v2/jobs/correlationId/wallet-1001");
            if (i % 7 == 0)
                paths.Add("/api/v2/jobs/correlationId/nowhere");
            if (i % 11 == 0)
                paths.Add("/api/v2/jobs/external?externalId=order-7");
            if (i % 5 == 0)
                paths.Add("/api/v2/wallets/0x2f5b");
            if (i % 290 < 30)
                paths.Add("/api/v2/jobs/65e1f3a0b0b0b0b0b0bfffff");
            await Task.WhenAll(paths.Select(path => SendAsync(studio.Gateway.Http, path)));
            if (i % 40 == 0)
                await SendAsync(stranger, paths[0]);
            await Task.Delay((int)(18 + (12 * Math.Sin(i / 60d))), CancellationToken.None);
        }
    }

    private static async Task SendAsync(HttpClient client, string path) => (await client.GetAsync(path)).Dispose();

    private static async Task GoAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(name);
    }

    private static async Task ThemeAsync(IPage page, string from, string to)
    {
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new($"Colours: ({from}|System)") }).ClickAsync();
        await page.GetByText(to, new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText(to, new() { Exact = true })).ToHaveCountAsync(0);
    }

    private static async Task SaveAsync(IPage page, string name)
    {
        await page.Mouse.MoveAsync(700, 20);
        await page.EvaluateAsync("document.activeElement?.blur()");
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "JobsGateway.sln")))
            folder = folder.Parent!;
        var file = Directory.CreateDirectory(Path.Combine(folder.FullName, "docs", "images")).FullName;
        await page.ScreenshotAsync(new() { Path = Path.Combine(file, $"console-{name}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
