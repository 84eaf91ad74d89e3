namespace JobsGateway.WebConsole.Session;

/// <summary>The one beat of a tab: pages that show what changes read it anew at each. It stands still while the tab is hidden or nobody is signed in.</summary>
internal sealed class Pulse
{
    /// <summary>How long a beat is.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>The token was found good a moment ago.</summary>
    public event Action? Beat;

    /// <summary>Whether the tab can be seen.</summary>
    public bool IsVisible { get; set; } = true;

    /// <summary>Lets the pages read anew.</summary>
    public void Raise() => Beat?.Invoke();
}
