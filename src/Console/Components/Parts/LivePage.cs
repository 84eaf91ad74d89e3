using JobsGateway.WebConsole.Session;
using Microsoft.AspNetCore.Components;

namespace JobsGateway.WebConsole.Components.Parts;

/// <summary>A page that shows what changes: it reads anew at every beat, and nothing for a token that is not good.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    [Inject]
    private Pulse Pulse { get; set; } = null!;

    [Inject]
    private ConsoleSession Session { get; set; } = null!;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Pulse.Beat -= OnBeat;
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (!await Session.CheckAsync())
            return;
        Begin();
        Refresh();
        Pulse.Beat += OnBeat;
    }

    /// <summary>Before the first reading.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Reads what is shown.</summary>
    protected abstract void Refresh();

    /// <summary>Checks the token: to be asked before anything is done.</summary>
    protected Task<bool> IsSignedInAsync() => Session.CheckAsync();

    /// <summary>Reads anew out of turn.</summary>
    protected async Task RefreshAsync()
    {
        if (await IsSignedInAsync())
            Refresh();
    }

    private void OnBeat()
    {
        try
        {
            Refresh();
            StateHasChanged();
        }
        catch (Exception e)
        {
            _ = DispatchExceptionAsync(e); // To the page's own frame: the beat goes on, and with it the check of the token.
        }
    }
}
