using Microsoft.JSInterop;

namespace JobsGateway.WebConsole.Session;

/// <summary>The few things only the browser can do.</summary>
internal sealed class Browser(IJSRuntime js)
{
    /// <summary>The token of this tab; null where there is none.</summary>
    public ValueTask<string?> ReadTokenAsync() => js.InvokeAsync<string?>("jobsConsole.readToken");

    /// <summary>Keeps the token until the tab is closed.</summary>
    public ValueTask KeepTokenAsync(string token) => js.InvokeVoidAsync("jobsConsole.keepToken", token);

    /// <summary>Forgets the token.</summary>
    public ValueTask ForgetTokenAsync() => js.InvokeVoidAsync("jobsConsole.forgetToken");

    /// <summary>Light, Dark or System, as chosen before in this browser.</summary>
    public ValueTask<string?> ReadThemeAsync() => js.InvokeAsync<string?>("jobsConsole.readTheme");

    /// <summary>Keeps the choice.</summary>
    public ValueTask KeepThemeAsync(string theme) => js.InvokeVoidAsync("jobsConsole.keepTheme", theme);

    /// <summary>Puts a text into the clipboard.</summary>
    public ValueTask<bool> CopyAsync(string text) => js.InvokeAsync<bool>("jobsConsole.copy", text);

    /// <summary>Tells whenever the tab is hidden or shown.</summary>
    public ValueTask WatchVisibilityAsync<T>(DotNetObjectReference<T> listener)
        where T : class => js.InvokeVoidAsync("jobsConsole.watchVisibility", listener);
}
