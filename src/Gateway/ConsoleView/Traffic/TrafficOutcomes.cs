namespace JobsGateway.Gateway.ConsoleView.Traffic;

/// <summary>The outcomes of requests by number: those of the metric, a success first.</summary>
internal static class TrafficOutcomes
{
    public static IReadOnlyList<string> All { get; } =
        ["ok", "failed", "unavailable", "limited", "refused", "unauthorized", "forbidden", "bad_request", "not_found", "left"];

    /// <summary>The number; one that is not known counts as failed.</summary>
    public static int NumberOf(string? outcome)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == outcome)
                return i;
        }

        return 1;
    }

    /// <summary>How many are a server's error.</summary>
    public static long FailedIn(ReadOnlySpan<long> outcomes) => outcomes[1] + outcomes[2];
}
