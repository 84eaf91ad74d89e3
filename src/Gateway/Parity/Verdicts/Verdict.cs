using System.Globalization;
using JobsGateway.Gateway.Parity.Counting;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Parity.Verdicts;

/// <summary>What the counts of an operation say.</summary>
/// <param name="State">Whether the candidate can take the primary's place.</param>
/// <param name="Text">The same in a sentence, with its reason.</param>
/// <param name="Next">What to do next.</param>
internal sealed record Verdict(VerdictState State, string Text, IReadOnlyList<string> Next)
{
    public static Verdict Of(Operation operation, ParityCounts counts, double maxDifference)
    {
        var (state, text) = Judge(counts, maxDifference);
        return new(state, text, [.. Advice.For(operation, counts, state, IsTooOftenUnavailable(counts, maxDifference))]);
    }

    private static (VerdictState State, string Text) Judge(ParityCounts counts, double maxDifference)
    {
        if (IsTooOftenUnavailable(counts, maxDifference))
            return (VerdictState.NotReady, Unavailable(counts, maxDifference));
        if (counts.Compared == 0)
            return (VerdictState.NothingCompared, "nothing was compared");
        if (counts.Different > 0 && !HaveDifferencesCeased(counts))
            return (VerdictState.NotReady, $"not ready: {Number(counts.Different)} of {Number(counts.Compared)} differ, most often at {counts.Paths[0].Key}");
        var (compared, more) = (Compared(counts), RateBound.Needed(maxDifference) - counts.ComparedSince);
        return more > 0
            ? (VerdictState.NotReadyYet, $"not ready yet: {compared}, {Number(more)} more without one are needed")
            : (VerdictState.Ready, $"ready to switch: {compared}, upper bound {RateBound.Percent(RateBound.Of(counts.ComparedSince))} at 95 %");
    }

    // Clients would have got an error: as bad as a differing answer, so no more of them are tolerated.
    private static bool IsTooOftenUnavailable(ParityCounts counts, double maxDifference) =>
        counts.CandidateUnavailableSince > maxDifference * (counts.ComparedSince + counts.CandidateUnavailableSince);

    private static bool HaveDifferencesCeased(ParityCounts counts) =>
        RateBound.HasCeased((double)counts.Different / (counts.Compared - counts.ComparedSince), counts.ComparedSince);

    private static string Compared(ParityCounts counts) => counts.LastDifferenceAt is { } last
        ? $"{Number(counts.ComparedSince)} compared since the last difference at {Time(last)}"
        : $"{Number(counts.ComparedSince)} compared, 0 different";

    private static string Unavailable(ParityCounts counts, double maxDifference)
    {
        var (unavailable, all) = (counts.CandidateUnavailableSince, counts.ComparedSince + counts.CandidateUnavailableSince);
        return $"not ready: {counts.Candidate ?? "the candidate"} was not available for {Number(unavailable)} of {Number(all)} requests since {Time(counts.LastDifferenceAt ?? counts.Since)}, "
            + $"{RateBound.Percent((double)unavailable / all)}; {RateBound.Percent(maxDifference)} is tolerated";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
