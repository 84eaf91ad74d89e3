using System.Text.Json;
using JobsGateway.Gateway.Parity;
using JobsGateway.Gateway.Parity.Configuration;
using JobsGateway.Gateway.Parity.Counting;
using JobsGateway.Gateway.Parity.Verdicts;
using JobsGateway.Gateway.Routing;
using JobsGateway.WebConsole.Views;

namespace JobsGateway.Gateway.ConsoleView;

/// <summary>What the report of <c>/gateway/parity</c> says, for the console.</summary>
internal sealed class ParityView(ParityBook book, ParityRulesSource rules) : IParityView
{
    public IReadOnlyList<ParityOperation> Read()
    {
        var current = rules.Current;
        return [.. book.Read().Select(read => Of(read.Operation, read.Counts, current))];
    }

    public void Reset() => book.Reset();

    private static ParityOperation Of(Operation operation, ParityCounts counts, ParityRules rules)
    {
        var verdict = Verdict.Of(operation, counts, rules.MaxDifference);
        return new ParityOperation(
            operation.ToString(), counts.Primary, counts.Candidate, counts.Since, Enum.Parse<ParityVerdict>(verdict.State.ToString()), verdict.Text, verdict.Next,
            Math.Min(1, (double)counts.ComparedSince / RateBound.Needed(rules.MaxDifference)), Numbers(counts), counts.Paths,
            [.. counts.Samples.Reverse().Select(sample => Of(sample, rules.Redaction))]);
    }

    private static KeyValuePair<string, long>[] Numbers(ParityCounts counts) =>
    [
        new("Compared", counts.Compared), new("Equal", counts.Equal), new("Different", counts.Different), new("Noise", counts.Noise),
        new("Dropped", counts.Dropped), new("Skipped", counts.Skipped),
        new("Primary unavailable", counts.PrimaryUnavailable), new("Candidate unavailable", counts.CandidateUnavailable),
    ];

    private static DifferingAnswer Of(ParitySample sample, SampleRedaction redaction) => new(
        sample.At, sample.Target, sample.PrimaryStatus, sample.CandidateStatus,
        [.. sample.Differences.Select(redaction.Apply).Select(difference => // Again: the setting may have been changed since.
            new DifferingPath(difference.Path, JsonNamingPolicy.CamelCase.ConvertName(difference.Kind.ToString()), difference.Left, difference.Right))]);
}
