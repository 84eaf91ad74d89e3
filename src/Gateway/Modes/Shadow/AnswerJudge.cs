using JobsGateway.Comparison;
using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Parity.Configuration;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Modes.Shadow;

/// <summary>Tells what differs between two answers, and what of it lasts.</summary>
internal sealed class AnswerJudge(ParityRulesSource rules)
{
    /// <summary>Whether both sides answer the same.</summary>
    public bool IsEqual(ShadowSample sample, AnswerPair pair) => Differences(sample, pair).Count == 0;

    /// <summary>Whether the copy that a client has, by its tags, is this answer.</summary>
    public static bool IsFresh(ShadowSample sample, StoreAnswer answer) =>
        answer.Status == StatusCodes.Status200OK
        && sample.IfNoneMatch is { } tags
        && !tags.Contains('*', StringComparison.Ordinal) // Any answer would do; that says nothing of this one.
        && ConditionalRequest.IsFresh(tags, answer.Headers.GetValueOrDefault("ETag") ?? TagOf(answer));

    /// <summary>What two looks at a job come to: what differs in the second and did not change on either side between the two counts; the rest is noise.</summary>
    public ParityResult Judge(ShadowSample sample, AnswerPair first, AnswerPair second)
    {
        var unsteady = Paths(sample, first.Primary, second.Primary, isCandidate: false).Concat(Paths(sample, first.Candidate, second.Candidate, isCandidate: true)).Distinct().ToList();
        var lasting = Differences(sample, second).Where(difference => !unsteady.Any(path => Covers(path, difference.Path))).ToList();
        if (lasting.Count > 0)
            return new ParityResult.Different(lasting, sample.Target, second.Primary.Status, second.Candidate.Status);
        return new ParityResult.Noise([.. Differences(sample, first).Select(difference => difference.Path).Where(path => unsteady.Any(other => Covers(other, path) || Covers(path, other)))]);
    }

    private IReadOnlyList<Difference> Differences(ShadowSample sample, AnswerPair pair) =>
        rules.Current.Comparer.Compare(Side(sample, pair.Primary, isCandidate: false), Side(sample, pair.Candidate, isCandidate: true));

    private IEnumerable<string> Paths(ShadowSample sample, StoreAnswer one, StoreAnswer two, bool isCandidate) =>
        rules.Current.Comparer.Compare(Side(sample, one, isCandidate), Side(sample, two, isCandidate)).Select(difference => difference.Path);

    // A local store's headers are made when its answer is written.
    private static ComparedAnswer Side(ShadowSample sample, StoreAnswer answer, bool isCandidate)
    {
        var isServer = (isCandidate ? sample.Candidate : sample.Primary) is RemoteStore;
        var headers = isServer ? answer.Headers : new Dictionary<string, string>(answer.Headers, StringComparer.OrdinalIgnoreCase) { ["ETag"] = TagOf(answer) };
        return new(answer.Status, headers, answer.Body!.Value, isServer, answer.AskedAt, answer.AnsweredAt);
    }

    private static string TagOf(StoreAnswer answer) => EntityTag.Of(default, answer.Body!.Value.Span, default);

    private static bool Covers(string path, string other) =>
        other.StartsWith(path, StringComparison.Ordinal) && (other.Length == path.Length || path.Length == 0 || other[path.Length] is '.' or '[');
}
