namespace JobsGateway.Stores.Resilience;

/// <summary>A token source for each thread, for calls that end before they come back: most never need their token.</summary>
internal static class SpareTokenSource
{
    [ThreadStatic]
    private static CancellationTokenSource? t_spare;

    public static CancellationTokenSource Take()
    {
        var source = t_spare;
        t_spare = null;
        return source ?? new CancellationTokenSource();
    }

    /// <summary>Gives it back after a call that ended; what it registered and forgot is dropped.</summary>
    public static void GiveBack(CancellationTokenSource source)
    {
        if (source.TryReset())
            t_spare = source;
    }
}
