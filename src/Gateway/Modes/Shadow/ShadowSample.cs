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
    /// <summary>Decides whether a fetch is compared, and keeps what is needed for it. Null where it is not.</summary>
    public static ShadowSample? Take(HttpContext context, JobsRoute route, in FetchQuestion question)
    {
        if (route.Shadow is not { } shadow || !HttpMethods.IsGet(context.Request.Method) || !IsSampled(shadow.Options, question))
            return null;
        var tags = context.Request.Headers.IfNoneMatch;
        return new ShadowSample(route, shadow, question, SentRequest.Of(context), RawTarget.Of(context), tags.Count == 0 ? null : tags.ToString());
    }

    public ConfiguredStore Primary => Route.Store;

    public ConfiguredStore Candidate => Shadow.Store;

    /// <summary>The operation only.</summary>
    public override string ToString() => Question.ToString();

    private static bool IsSampled(ShadowOptions options, in FetchQuestion question) =>
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
internal sealed record AnswerPair(StoreAnswer Primary, StoreAnswer Candidate);

/// <summary>A fetch whose answers differed, and is to be looked at again.</summary>
/// <param name="Sample">The fetch.</param>
/// <param name="First">What was answered first; null where the client was told that it has the answer already, so that nothing is known of it.</param>
/// <param name="FoundAt">When, by the clock's timestamp.</param>
internal sealed record DoubtfulFetch(ShadowSample Sample, AnswerPair? First, long FoundAt);
