namespace JobsGateway.Ladder;

/// <summary>The rungs, from the ground up.</summary>
internal static class RungNames
{
    public const string Direct = "direct";
    public const string Nginx = "nginx";
    public const string Haproxy = "haproxy";
    public const string Yarp = "yarp";
    public const string Gateway = "gateway";
    public const string GatewayB = "gateway-b";

    public static readonly string[] All = [Direct, Nginx, Haproxy, Yarp, Gateway, GatewayB];

    public static string[] Split(string? only) => (only ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Those asked for; all of them when nothing is.</summary>
    public static IReadOnlyList<Rung> Choose(IEnumerable<Rung> rungs, string? only)
    {
        var names = Split(only);
        return [.. rungs.Where(rung => names.Length == 0 || names.Contains(rung.Name))];
    }
}
