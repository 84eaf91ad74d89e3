namespace JobsGateway.WebConsole.Views;

/// <summary>What the comparison of answers has found so far.</summary>
public interface IParityView
{
    /// <summary>The operations of which something was counted.</summary>
    IReadOnlyList<ParityOperation> Read();

    /// <summary>Forgets all of it, and begins to count anew.</summary>
    void Reset();
}

/// <summary>Whether the candidate can take the primary's place.</summary>
public enum ParityVerdict
{
    /// <summary>Nothing was compared.</summary>
    NothingCompared,

    /// <summary>Answers differ, or the candidate is not available often enough.</summary>
    NotReady,

    /// <summary>Nothing speaks against it so far, but too little was compared.</summary>
    NotReadyYet,

    /// <summary>It can.</summary>
    Ready,
}

/// <summary>What was counted of an operation.</summary>
/// <param name="Operation">The operation's name.</param>
/// <param name="Primary">The store clients are answered from; null while nothing was compared.</param>
/// <param name="Candidate">The store that is compared with it.</param>
/// <param name="Since">When the counting began.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Text">The verdict in a sentence.</param>
/// <param name="Next">What to do next.</param>
/// <param name="Progress">How much of what is needed was compared without a difference, 0 to 1.</param>
/// <param name="Counts">The counts by their names, in the order they are shown.</param>
/// <param name="Paths">Where answers differ and how often, the most frequent first.</param>
/// <param name="Samples">The last that differed, the latest first; values are redacted.</param>
public sealed record ParityOperation(
    string Operation, string? Primary, string? Candidate, DateTimeOffset Since, ParityVerdict Verdict, string Text, IReadOnlyList<string> Next, double Progress,
    IReadOnlyList<KeyValuePair<string, long>> Counts, IReadOnlyList<KeyValuePair<string, long>> Paths, IReadOnlyList<DifferingAnswer> Samples);

/// <summary>One answer that differed.</summary>
/// <param name="At">When it was compared.</param>
/// <param name="Target">What was asked for.</param>
/// <param name="PrimaryStatus">The status the client got.</param>
/// <param name="CandidateStatus">The status it would have got.</param>
/// <param name="Differences">In what.</param>
public sealed record DifferingAnswer(DateTimeOffset At, string Target, int PrimaryStatus, int CandidateStatus, IReadOnlyList<DifferingPath> Differences);

/// <summary>One path at which two answers differ.</summary>
/// <param name="Path">The path.</param>
/// <param name="Kind">The kind of difference, such as <c>value</c> or <c>missing</c>.</param>
/// <param name="Primary">The primary's value as JSON; null where it has none.</param>
/// <param name="Candidate">The candidate's; null where it has none.</param>
public sealed record DifferingPath(string Path, string Kind, string? Primary, string? Candidate);
