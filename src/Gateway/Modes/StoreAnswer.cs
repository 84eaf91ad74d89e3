using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Modes;

/// <summary>What a store answers to a fetch, whichever kind of store it is.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers, by name in any case.</param>
/// <param name="Body">The body; null where it was too long to be held.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="AnsweredAt">When it answered.</param>
internal sealed record StoreAnswer(
    AnswerKind Kind,
    int Status,
    IReadOnlyDictionary<string, string> Headers,
    ReadOnlyMemory<byte>? Body,
    DateTimeOffset AskedAt,
    DateTimeOffset AnsweredAt)
{
    private static readonly Dictionary<string, string> JsonHeaders = new(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = StudioResponse.JsonContentType };

    /// <summary>The status only: the body may hold a job.</summary>
    public override string ToString() => $"{Kind} ({Status})";

    /// <summary>A local store's answer.</summary>
    public static StoreAnswer Of(in StudioAnswer answer, DateTimeOffset askedAt, DateTimeOffset answeredAt) =>
        new(answer.Kind, answer.Status, JsonHeaders, answer.ToBody(), askedAt, answeredAt);

    /// <summary>Asks a store beside the client's way.</summary>
    /// <param name="store">The store.</param>
    /// <param name="question">The fetch.</param>
    /// <param name="request">The client's request, for a server.</param>
    /// <param name="clock">Tells when.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer; null where it was given up.</returns>
    public static async Task<StoreAnswer?> AskAsync(ConfiguredStore store, FetchQuestion question, SentRequest request, TimeProvider clock, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetUtcNow();
        if (store is LocalStore local)
            return Of(await question.AskAsync(local.Jobs, cancellationToken), askedAt, clock.GetUtcNow());
        var taken = await request.AskAsync(((RemoteStore)store).Upstream, question.Kind, cancellationToken);
        return taken is null
            ? null
            : new StoreAnswer(UpstreamVerdict.Of(question, taken.Status, taken.Body), taken.Status, taken.Headers, taken.Body, askedAt, clock.GetUtcNow());
    }
}
