using Microsoft.Playwright;

namespace JobsGateway.WebConsole.Tests.Support;

/// <summary>The browser of the tests: the Chromium that is installed, not one that is downloaded.</summary>
public sealed class Browsers : IAsyncLifetime
{
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", @"C:\Program Files\Google\Chrome\Application\chrome.exe"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Where it is; null where there is none.</summary>
    public static string? Executable { get; } =
        Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } path ? path : Array.Find(Places, File.Exists);

    /// <summary>The browser; the test is skipped where there is none.</summary>
    public IBrowser Browser
    {
        get
        {
            Skip.If(_browser is null, "There is no Chromium. Install it, or set CHROMIUM_PATH to where it is.");
            return _browser;
        }
    }

    public async Task InitializeAsync()
    {
        if (Executable is null)
            return;
        Assertions.SetDefaultExpectTimeout(15_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Executable, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Browsers>
{
    public const string Name = "Browser";
}
