using System.Text.Json;
using JobsGateway.Comparison;
using JobsGateway.Gateway.JavaScript;
using JobsGateway.Gateway.Parity.Configuration;
using JobsGateway.Gateway.Parity.Counting;
using JobsGateway.Gateway.Parity.Verdicts;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Parity;

/// <summary>The report as JSON. Its shape is documented in <c>docs/parity.md</c>.</summary>
internal sealed class ParityReport(ParityBook book, ParityRulesSource rules, TimeProvider clock)
{
    public ReadOnlyMemory<byte> Write()
    {
        var current = rules.Current;
        return StudioJson.Object(json =>
        {
            json.WriteString("at", clock.GetUtcNow());
            json.WriteNumber("confidence", RateBound.Confidence);
            json.WriteNumber("maxDifference", current.MaxDifference);
            json.WriteStartObject("operations");
            foreach (var (operation, counts) in book.Read())
            {
                json.WriteStartObject(operation.ToString());
                WriteOperation(json, operation, counts, current);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
    }

    private static void WriteOperation(Utf8JsonWriter json, Operation operation, ParityCounts counts, ParityRules rules)
    {
        var verdict = Verdict.Of(operation, counts, rules.MaxDifference);
        json.WriteString("primary", counts.Primary);
        json.WriteString("candidate", counts.Candidate);
        json.WriteString("since", counts.Since);
        json.WriteString("verdict", JsonNamingPolicy.CamelCase.ConvertName(verdict.State.ToString()));
        json.WriteText("text", verdict.Text);
        json.WriteStartArray("next");
        foreach (var next in verdict.Next)
            json.WriteStringValue(next);
        json.WriteEndArray();
        WriteCounts(json, counts, RateBound.Needed(rules.MaxDifference));
        WritePaths(json, "paths", counts.Paths);
        WritePaths(json, "noisePaths", counts.NoisePaths);
        json.WriteStartArray("samples");
        foreach (var sample in counts.Samples.Reverse()) // The latest first.
            WriteSample(json, sample, rules.Redaction);
        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, ParityCounts counts, long needed)
    {
        json.WriteNumber("compared", counts.Compared);
        json.WriteNumber("equal", counts.Equal);
        json.WriteNumber("noise", counts.Noise);
        json.WriteNumber("different", counts.Different);
        json.WriteNumber("dropped", counts.Dropped);
        json.WriteNumber("skipped", counts.Skipped);
        json.WriteStartObject("unavailable");
        json.WriteNumber("primary", counts.PrimaryUnavailable);
        json.WriteNumber("candidate", counts.CandidateUnavailable);
        json.WriteEndObject();
        json.WriteStartObject("sinceDifference");
        if (counts.LastDifferenceAt is { } last)
            json.WriteString("at", last);
        else
            json.WriteNull("at");
        json.WriteNumber("compared", counts.ComparedSince);
        json.WriteNumber("needed", needed);
        json.WriteNumber("upperBound", RateBound.Of(counts.ComparedSince));
        json.WriteNumber("candidateUnavailable", counts.CandidateUnavailableSince);
        json.WriteEndObject();
    }

    private static void WritePaths(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, long>> paths)
    {
        json.WriteStartArray(name);
        foreach (var (path, count) in paths)
        {
            json.WriteStartObject();
            json.WriteText("path", path);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSample(Utf8JsonWriter json, ParitySample sample, SampleRedaction redaction)
    {
        json.WriteStartObject();
        json.WriteString("at", sample.At);
        json.WriteText("target", sample.Target);
        json.WriteNumber("primaryStatus", sample.PrimaryStatus);
        json.WriteNumber("candidateStatus", sample.CandidateStatus);
        json.WriteStartArray("differences");
        foreach (var difference in sample.Differences.Select(redaction.Apply)) // Again: the setting may have been changed since.
            WriteDifference(json, difference);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDifference(Utf8JsonWriter json, Difference difference)
    {
        json.WriteStartObject();
        json.WriteText("path", difference.Path);
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(difference.Kind.ToString()));
        WriteValue(json, "primary", difference.Left);
        WriteValue(json, "candidate", difference.Right);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
            json.WriteNull(name);
        else
            json.WriteText(name, value);
    }
}
