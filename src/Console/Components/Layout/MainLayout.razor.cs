using JobsGateway.WebConsole.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace JobsGateway.WebConsole.Components.Layout;

/// <summary>The frame of every page: nothing of it is rendered before the token is checked, and the token is checked again at every beat.</summary>
public sealed partial class MainLayout
{
    private readonly CancellationTokenSource _closing = new();
    private DotNetObjectReference<MainLayout>? _self;
    private MudThemeProvider? _provider;
    private ErrorBoundary? _boundary;
    private string _theme = ThemeMenu.System;
    private bool _isSystemDark, _isReady, _isMenuOpen = true;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private bool IsDark => _theme == ThemeMenu.Dark || (_theme == ThemeMenu.System && _isSystemDark);

    // With <base href>, a bare #content would lead to the overview.
    private string SkipHref => $"{Navigation.Uri.Split('#')[0]}#content";

    /// <summary>The browser shows or hides the tab.</summary>
    [JSInvokable]
    public void SetVisible(bool isVisible) => Pulse.IsVisible = isVisible;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Session.Changed -= OnSessionChanged;
        await _closing.CancelAsync();
        _closing.Dispose();
        _self?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => Session.Changed += OnSessionChanged;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        _theme = ThemeMenu.Known(await Browser.ReadThemeAsync());
        _isSystemDark = await _provider!.GetSystemDarkModeAsync();
        await _provider.WatchSystemDarkModeAsync(OnSystemDarkChanged);
        _self = DotNetObjectReference.Create(this);
        await Browser.WatchVisibilityAsync(_self);
        if (await Browser.ReadTokenAsync() is { } token && !await Session.SignInAsync(token))
            await Browser.ForgetTokenAsync();
        _isReady = true;
        StateHasChanged();
        _ = BeatAsync();
    }

    private async Task BeatAsync()
    {
        using var timer = new PeriodicTimer(Pulse.Interval, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
            {
                if (Session.IsSignedIn)
                    await InvokeAsync(OnBeatAsync);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or JSDisconnectedException or ObjectDisposedException)
        {
            // The tab is closed.
        }
    }

    private async Task OnBeatAsync()
    {
        // Whether the tab can be seen is the browser's word: it saves work, and nothing else hangs on it.
        if (!await Session.CheckAsync())
            await Browser.ForgetTokenAsync();
        else if (Pulse.IsVisible)
            Pulse.Raise();
    }

    private async Task SignOutAsync()
    {
        await Browser.ForgetTokenAsync();
        Session.SignOut();
    }

    private async Task ChooseThemeAsync(string theme)
    {
        _theme = theme;
        await Browser.KeepThemeAsync(theme);
    }

    private Task OnSystemDarkChanged(bool isDark)
    {
        _isSystemDark = isDark;
        return InvokeAsync(StateHasChanged);
    }

    private void OnSessionChanged() => _ = InvokeAsync(StateHasChanged);
}
