using System.Text.Json;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Routing.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Modes.Canary;

/// <summary>Chooses the side of a fetch.</summary>
internal static class CanaryChoice
{
    /// <summary>The store that is asked first.</summary>
    public static ValueTask<ConfiguredStore> FirstAsync(HttpContext context, JobsRoute route, in FetchQuestion question)
    {
        if (route.Canary is not { } canary)
            return new(route.Store);
        if (IsTaken(context, canary.Options, question))
            return new(canary.Store);
        return canary.Options.JobNames.Count == 0 || question.Error is not null ? new(route.Store) : ByNameAsync(context, route, canary, question);
    }

    private static bool IsTaken(HttpContext context, CanaryOptions options, in FetchQuestion question) =>
        IsByWeight(context, options, question)
        || (options.NewerThan is { } moment && question.Operation == Operation.FetchById && question.Error is null && question.Id.CreatedAt > moment)
        || options.Claims.Any(claim => HasClaim(context, claim));

    private static bool IsByWeight(HttpContext context, CanaryOptions options, in FetchQuestion question)
    {
        if (options.Percent is 0 or 100)
            return options.Percent == 100;
        var key = options.Claim is null ? question.Key : context.User.FindFirst(options.Claim)?.Value;
        return key is not null && KeyShare.PercentOf(key) < options.Percent;
    }

    private static bool HasClaim(HttpContext context, string claim)
    {
        var equals = claim.IndexOf('=', StringComparison.Ordinal);
        return context.User.HasClaim(claim[..equals], claim[(equals + 1)..]);
    }

    private static async ValueTask<ConfiguredStore> ByNameAsync(HttpContext context, JobsRoute route, Routing.Canary canary, FetchQuestion question)
    {
        var local = canary.Store as LocalStore ?? (LocalStore)route.Store;
        var outcome = question.Operation == Operation.FetchById
            ? await local.Jobs.FetchByIdAsync(question.Id, context.RequestAborted)
            : await local.Jobs.FetchByCorrelationIdAsync(question.Text, context.RequestAborted);
        return outcome.Status == OutcomeStatus.Found && NameOf(outcome.Document) is { } name && canary.Options.JobNames.Contains(name, StringComparer.Ordinal)
            ? canary.Store
            : route.Store;
    }

    private static string? NameOf(JobDocument document)
    {
        using var json = document.Parse();
        return json.RootElement.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
    }
}
