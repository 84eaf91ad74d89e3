using JobsGateway.Gateway.Modes.Canary;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Routing.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Upstream.Forwarding;

namespace JobsGateway.Gateway.Modes.Shadow;

/// <summary>A fetch that is to be compared.</summary>
/// <param name="Route">The route it came by; its store is the primary, its shadow's the candidate.</param>
/// <param name="Shadow">What says how it is compared.</param>
/// <param name="Question">What was asked.</param>
/// <param name="Request">Asks a server the same again.</param>
/// <param name="Target">The request target.</param>
/// <param name="IfNoneMatch">The tags of the copies the client has.</param>
internal sealed record ShadowSample(JobsRoute Route, Routing.Shadow Shadow, FetchQuestion Question, SentRequest Request, string Target, string? IfNoneMatch)
{
    /// <summary>Keeps what is needed to compare a fetch.</summary>
    public static ShadowSample Take(HttpContext context, JobsRoute route, Routing.Shadow shadow, in FetchQuestion question)
    {
        var tags = context.Request.Headers.IfNoneMatch;
        return new ShadowSample(route, shadow, question, SentRequest.Of(context), RawTarget.Of(context), tags.Count == 0 ? null : tags.ToString());
    }

    public ConfiguredStore Primary => Route.Store;

    public ConfiguredStore Candidate => Shadow.Store;

    /// <summary>The operation only.</summary>
    public override string ToString() => Question.ToString();

    /// <summary>Whether these two stores are still compared; else the sample is left over from routes that were changed, and would mix with what came since.</summary>
    public bool IsOf(RoutePlan plan) => plan[Question.Operation] is { Shadow: { } shadow } route && route.Store == Primary && shadow.Store == Candidate;

    /// <summary>Whether a fetch is of the part that is compared.</summary>
    public static bool IsSampled(HttpContext context, ShadowOptions options, in FetchQuestion question) =>
        HttpMethods.IsGet(context.Request.Method) && IsOfPart(options, question);

    private static bool IsOfPart(ShadowOptions options, in FetchQuestion question) =>
        options.Percent == 100
        || (options.Sampling == ShadowSampling.Key ? KeyShare.PercentOf(question.Key) : Random.Shared.NextDouble() * 100) < options.Percent;
}

/// <summary>A fetch that one side has answered.</summary>
/// <param name="Sample">The fetch.</param>
/// <param name="IsOfCandidate">Whether it was the candidate that answered, as a canary may have it.</param>
/// <param name="Answer">The answer the client had.</param>
/// <param name="SentAt">When it was sent to be compared, by the clock's timestamp.</param>
internal sealed record ShadowedFetch(ShadowSample Sample, bool IsOfCandidate, StoreAnswer Answer, long SentAt);

/// <summary>What both sides answered.</summary>
internal sealed record AnswerPair(StoreAnswer Primary, StoreAnswer Candidate)
{
    /// <summary>The bytes of both bodies.</summary>
    public long Size => (Primary.Body?.Length ?? 0) + (Candidate.Body?.Length ?? 0);
}

/// <summary>A fetch whose answers differed, and is to be looked at again.</summary>
/// <param name="Sample">The fetch.</param>
/// <param name="First">What was answered first; null where the client was told that it has the answer already, so that nothing is known of it.</param>
/// <param name="FoundAt">When, by the clock's timestamp.</param>
internal sealed record DoubtfulFetch(ShadowSample Sample, AnswerPair? First, long FoundAt);
