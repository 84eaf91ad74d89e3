using Microsoft.Playwright;

namespace JobsGateway.WebConsole.Tests.Support;

/// <summary>One visit of the console with a browser of its own: no token, no choice of before.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _requests = [];
    private readonly List<string> _errors = [];

    private Visit(ConsoleGateway gateway, IBrowserContext context, IPage page)
    {
        (Gateway, _context, Page) = (gateway, context, page);
        page.Request += (_, request) => _requests.Add(request.Url);
        page.WebSocket += (_, socket) => _requests.Add(socket.Url);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Add(message.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    public ConsoleGateway Gateway { get; }

    public IPage Page { get; }

    /// <summary>The addresses that were asked for.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>What the browser complained of: scripts that failed, things the policy forbids.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>Opens a page of the console.</summary>
    public static async Task<Visit> OpenAsync(Browsers browsers, ConsoleGateway gateway, string path = "", BrowserNewContextOptions? options = null)
    {
        var context = await browsers.Browser.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 860 }, ColorScheme = ColorScheme.Light });
        context.SetDefaultTimeout(15_000);
        var visit = new Visit(gateway, context, await context.NewPageAsync());
        await visit.Page.GotoAsync($"{gateway.Address}console/{path}");
        return visit;
    }

    /// <summary>Opens a page and signs in as an admin.</summary>
    public static async Task<Visit> SignedInAsync(Browsers browsers, ConsoleGateway gateway, string path = "", BrowserNewContextOptions? options = null)
    {
        var visit = await OpenAsync(browsers, gateway, path, options);
        await visit.SignInAsync(gateway.Mint());
        await Assertions.Expect(visit.Page.Locator("h1")).Not.ToHaveTextAsync("JobsGateway");
        return visit;
    }

    /// <summary>Pastes a token and presses Enter.</summary>
    public async Task SignInAsync(string token)
    {
        await Page.GetByLabel("Admin token").FillAsync(token);
        await Page.GetByLabel("Admin token").PressAsync("Enter");
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
