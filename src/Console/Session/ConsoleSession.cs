using JobsGateway.WebConsole.Views;

namespace JobsGateway.WebConsole.Session;

/// <summary>Who is signed in, in one browser tab. The token is here and in the tab's session storage, nowhere else.</summary>
internal sealed class ConsoleSession(ITokenCheck check)
{
    private string? _token;

    /// <summary>Signed in, signed out, or the verdict has changed.</summary>
    public event Action? Changed;

    /// <summary>Whether somebody is signed in. Ask <see cref="CheckAsync"/> before anything is done.</summary>
    public bool IsSignedIn => _token is not null;

    /// <summary>Whose token it is, where it says so.</summary>
    public string? Name { get; private set; }

    /// <summary>When the token expires; null where it never does.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Why nobody is signed in, where there is something to say.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Where the browser is.</summary>
    public string? Address { get; set; }

    /// <summary>Signs in.</summary>
    /// <returns>Whether the gateway lets the token in; else <see cref="Refusal"/> says why not.</returns>
    public Task<bool> SignInAsync(string token) => TakeAsync(token.Trim());

    /// <summary>Checks the token again: it may have expired, or its secret been taken away. Signs out where it is not good any more.</summary>
    public async Task<bool> CheckAsync() => _token is { } token && await TakeAsync(token);

    /// <summary>Signs out.</summary>
    public void SignOut() => Set(null, new TokenVerdict(null));

    /// <summary>The caller for a request.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public Caller Caller(string host) => new(_token ?? throw new InvalidOperationException("Nobody is signed in."), Address, host);

    private async Task<bool> TakeAsync(string token)
    {
        var verdict = await check.CheckAsync(token);
        Set(verdict.Refusal is null ? token : null, verdict);
        return verdict.Refusal is null;
    }

    private void Set(string? token, TokenVerdict verdict)
    {
        var isSame = token == _token && verdict.Refusal == Refusal;
        (_token, Name, ExpiresAt, Refusal) = (token, verdict.Name, verdict.ExpiresAt, verdict.Refusal);
        if (!isSame)
            Changed?.Invoke();
    }
}
