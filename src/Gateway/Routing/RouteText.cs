using System.Globalization;

namespace JobsGateway.Gateway.Routing;

/// <summary>A route in words, for the summary of a check and for the log of a reload.</summary>
internal static class RouteText
{
    public static string Of(JobsRoute route) => string.Join(", ", Parts(route));

    /// <summary>Which part of the requests a canary takes.</summary>
    public static string Share(Canary canary) => string.Join(" and ", Canary(canary));

    /// <summary>A share in per cent.</summary>
    public static string Percent(double percent) => string.Create(CultureInfo.InvariantCulture, $"{percent:0.####} %");

    private static IEnumerable<string> Parts(JobsRoute route)
    {
        yield return route.Store.Name;
        if (route.Canary is { } canary)
            yield return $"canary {Share(canary)} to {canary.Store.Name}";
        if (route.Fallback is { } fallback)
            yield return $"then {string.Join(", then ", fallback.Stores.Select(store => store.Name))}{(fallback.OnUnavailable ? " (also when unavailable)" : "")}";
        if (route.Shadow is { } shadow)
            yield return $"shadow {Percent(shadow.Options.Percent)} to {shadow.Store.Name}";
        if (route.KeepCopy is { } copy)
            yield return $"copies to {copy.Store.Name}";
    }

    private static IEnumerable<string> Canary(Canary canary)
    {
        var options = canary.Options;
        if (options.Percent > 0 || options is { JobNames.Count: 0, Claims.Count: 0, NewerThan: null })
            yield return Percent(options.Percent) + (options.Claim is null ? "" : $" of {options.Claim}");
        if (options.JobNames.Count > 0)
            yield return $"jobs named {string.Join(" or ", options.JobNames)}";
        if (options.Claims.Count > 0)
            yield return $"tokens with {string.Join(" or ", options.Claims)}";
        if (options.NewerThan is { } moment)
            yield return $"jobs newer than {moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";
    }
}
