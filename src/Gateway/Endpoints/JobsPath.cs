namespace JobsGateway.Gateway.Endpoints;

/// <summary>The shape of a path, before the method is looked at.</summary>
internal enum PathShape
{
    Unknown,
    Health,
    External,
    Retry,
    Id,
    CorrelationId,
    RetryId,
}

/// <summary>Matches a raw path as Studio's Express routers do: without case, one trailing slash allowed, one extra slash swallowed
/// after each mount point (<c>/api/v2//jobs//:id</c>), literals compared before any decoding.</summary>
internal static class JobsPath
{
    private const string Api = "/api/v2";
    private const string Jobs = "/jobs";

    /// <param name="path">The raw path.</param>
    /// <param name="parameter">The raw value of the path's parameter; empty where it has none.</param>
    public static PathShape Match(ReadOnlySpan<char> path, out ReadOnlySpan<char> parameter)
    {
        parameter = default;
        if (TryMount(path, Api, out var rest) && TryMount(rest, Jobs, out rest))
            return MatchJobs(rest, out parameter);
        return Is(path, "/health") || Is(path, "/is_running") ? PathShape.Health : PathShape.Unknown;
    }

    private static PathShape MatchJobs(ReadOnlySpan<char> path, out ReadOnlySpan<char> parameter)
    {
        parameter = default;
        var segments = path[1..];
        if (segments.Length > 0 && segments[^1] == '/')
            segments = segments[..^1];
        var slash = segments.IndexOf('/');
        if (segments.IsEmpty || segments[0] == '/' || segments[^1] == '/')
            return PathShape.Unknown;
        if (slash < 0)
            return MatchOne(parameter = segments);
        var second = segments[(slash + 1)..];
        var shape = second.Contains('/') ? PathShape.Unknown : MatchTwo(segments[..slash]);
        if (shape != PathShape.Unknown)
            parameter = second;
        return shape;
    }

    private static PathShape MatchTwo(ReadOnlySpan<char> first) =>
        Same(first, "correlationId") ? PathShape.CorrelationId : Same(first, "retry") ? PathShape.RetryId : PathShape.Unknown;

    private static PathShape MatchOne(ReadOnlySpan<char> segment) =>
        Same(segment, "external") ? PathShape.External : Same(segment, "retry") ? PathShape.Retry : PathShape.Id;

    private static bool TryMount(ReadOnlySpan<char> path, ReadOnlySpan<char> mount, out ReadOnlySpan<char> rest)
    {
        rest = default;
        if (path.Length <= mount.Length || !path.StartsWith(mount, StringComparison.OrdinalIgnoreCase) || path[mount.Length] != '/')
            return false;
        rest = path[mount.Length..];
        if (rest.Length > 1 && rest[1] == '/')
            rest = rest[1..];
        return true;
    }

    private static bool Is(ReadOnlySpan<char> path, ReadOnlySpan<char> literal) =>
        Same(path, literal) || (path.Length == literal.Length + 1 && path[^1] == '/' && Same(path[..^1], literal));

    private static bool Same(ReadOnlySpan<char> a, ReadOnlySpan<char> b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
