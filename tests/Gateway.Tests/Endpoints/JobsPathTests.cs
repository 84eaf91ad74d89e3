using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using JobsGateway.Gateway.Endpoints;

namespace JobsGateway.Gateway.Tests.Endpoints;

/// <summary>The hand-written matcher against the regular expressions Express makes of the same routes (path-to-regexp 0.1).</summary>
public sealed partial class JobsPathTests
{
    [Property(MaxTest = 5000)]
    public Property The_matcher_agrees_with_the_regular_expressions_of_express() => Prop.ForAll(Paths.ToArbitrary(), path =>
    {
        var shape = JobsPath.Match(path, out var parameter);
        var (expectedShape, expectedParameter) = Express(path);
        return (shape == expectedShape && parameter.ToString() == expectedParameter).Label($"{path}: {shape} '{parameter}', not {expectedShape} '{expectedParameter}'");
    });

    private static Gen<string> Paths { get; } =
        from parts in Gen.Elements(
            "/", "//", "/api/v2", "/API/v2", "/api", "/v2", "/jobs", "/Jobs", "/jobsx", "/retry", "/RETRY", "/correlationId", "/external", "/health", "/is_running",
            "/65e1f3a07c1b2d0012a40007", "/a%2Fb", "x", ";", ".", "/..", "/%20").ListOf(6)
        from canonical in Gen.Elements(true, true, false)
        select (canonical ? "/api/v2/jobs" : "") + string.Concat(parts.Take(canonical ? 3 : 6));

    private static (PathShape, string) Express(string path)
    {
        if (Mounted(ApiMount(), path) is { } api && Mounted(JobsMount(), api) is { } rest)
        {
            if (ExternalRoute().IsMatch(rest))
                return (PathShape.External, LastOf(rest));
            if (CorrelationRoute().Match(rest) is { Success: true } correlation)
                return (PathShape.CorrelationId, correlation.Groups[1].Value);
            if (RetryRoute().IsMatch(rest))
                return (PathShape.Retry, LastOf(rest));
            if (RetryIdRoute().Match(rest) is { Success: true } retry)
                return (PathShape.RetryId, retry.Groups[1].Value);
            if (IdRoute().Match(rest) is { Success: true } id)
                return (PathShape.Id, id.Groups[1].Value);
            return (PathShape.Unknown, "");
        }

        return HealthRoute().IsMatch(path) ? (PathShape.Health, "") : (PathShape.Unknown, "");
    }

    // These two also match GET /:id, whose parameter is the segment itself.
    private static string LastOf(string rest) => IdRoute().Match(rest).Groups[1].Value;

    // Express cuts the mount's match off the path and gives the rest a leading slash.
    private static string? Mounted(Regex mount, string path)
    {
        var match = mount.Match(path);
        if (!match.Success)
            return null;
        var rest = path[match.Length..];
        return rest.StartsWith('/') ? rest : "/" + rest;
    }

    [GeneratedRegex(@"^/api/v2/?(?=/|$)", RegexOptions.IgnoreCase)]
    private static partial Regex ApiMount();

    [GeneratedRegex(@"^/jobs/?(?=/|$)", RegexOptions.IgnoreCase)]
    private static partial Regex JobsMount();

    [GeneratedRegex(@"^/external/?$", RegexOptions.IgnoreCase)]
    private static partial Regex ExternalRoute();

    [GeneratedRegex(@"^/correlationId/(?:([^/]+?))/?$", RegexOptions.IgnoreCase)]
    private static partial Regex CorrelationRoute();

    [GeneratedRegex(@"^/retry/?$", RegexOptions.IgnoreCase)]
    private static partial Regex RetryRoute();

    [GeneratedRegex(@"^/retry/(?:([^/]+?))/?$", RegexOptions.IgnoreCase)]
    private static partial Regex RetryIdRoute();

    [GeneratedRegex(@"^/(?:([^/]+?))/?$", RegexOptions.IgnoreCase)]
    private static partial Regex IdRoute();

    [GeneratedRegex(@"^/(health|is_running)/?$", RegexOptions.IgnoreCase)]
    private static partial Regex HealthRoute();
}
