using JobsGateway.Stores.Abstractions.Configuration;

namespace JobsGateway.Stores.Resilience;

/// <summary>Finds settings that contradict each other. Each alone is checked where it is read.</summary>
public static class ResilienceOptionsValidator
{
    /// <summary>The section's key in a store's section.</summary>
    public const string Section = "Resilience";

    /// <summary>Of any store.</summary>
    /// <param name="options">The options.</param>
    /// <param name="path">The section's path, such as <c>Stores:studio:Resilience</c>.</param>
    public static IEnumerable<ConfigurationError> Validate(ResilienceOptions options, string path)
    {
        if (options.AttemptTimeout >= options.TotalTimeout && options.Retry.MaxAttempts > 1)
        {
            yield return new($"{path}:{nameof(options.AttemptTimeout)}",
                $"{options.AttemptTimeout:c} leaves no time for a second attempt within {nameof(options.TotalTimeout)} {options.TotalTimeout:c}; shorten it, or set Retry:MaxAttempts to 1");
        }

        if (options.Retry.Delay > options.Retry.MaxDelay)
            yield return new($"{path}:Retry:{nameof(options.Retry.Delay)}", $"{options.Retry.Delay:c} is longer than MaxDelay {options.Retry.MaxDelay:c}");
        if (options.Retry.MaxAttempts > 1 && options.Retry.Delay >= options.TotalTimeout)
            yield return new($"{path}:Retry:{nameof(options.Retry.Delay)}", $"{options.Retry.Delay:c} is no shorter than {nameof(options.TotalTimeout)} {options.TotalTimeout:c}: there would never be a second attempt");
        if (options.Hedging.Enabled && options.Hedging.Delay >= options.AttemptTimeout)
            yield return new($"{path}:Hedging:{nameof(options.Hedging.Delay)}", $"{options.Hedging.Delay:c} is no shorter than {nameof(options.AttemptTimeout)} {options.AttemptTimeout:c}: there would never be a second request");
    }

    /// <summary>Of a local store.</summary>
    /// <param name="options">The options.</param>
    /// <param name="path">The section's path, such as <c>Stores:local:Resilience</c>.</param>
    public static IEnumerable<ConfigurationError> ValidateLocal(ResilienceOptions options, string path)
    {
        foreach (var error in Validate(options, path))
            yield return error;
        if (options.Hedging.Enabled)
            yield return new($"{path}:Hedging:{nameof(options.Hedging.Enabled)}", "is for upstream stores only: a second request would ask the same database again; remove it, or set it to false");
    }
}
