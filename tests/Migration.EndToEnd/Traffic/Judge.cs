using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using JobsGateway.Migration.EndToEnd.Model;
using JobsGateway.Studio;

namespace JobsGateway.Migration.EndToEnd.Traffic;

/// <summary>Tells whether an answer is right.</summary>
internal sealed class Judge(Truth truth)
{
    private const string NotFound = """{"error":"Job not found"}""";
    private const string CastFailure = "Argument passed in must be a string of 12 bytes or a string of 24 hex characters or an integer";
    private const string NextRun = "\"nextRunAt\":\"";

    // One machine, but a clock may be set while the test runs.
    private static readonly TimeSpan ClockSteps = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong with an answer; null where it is right.</summary>
    public string? Fault(Observation seen) => FaultOfContent(seen) ?? FaultOfSide(seen);

    private string? FaultOfContent(Observation seen)
    {
        switch (seen.Question.Kind)
        {
            case QuestionKind.UnknownId:
                return seen.Status == 404 && seen.Body is null or NotFound ? null : "a job nobody has";
            case QuestionKind.MalformedId:
                return seen.Status == (seen.IsStudio ? 500 : 400) && seen.Body?.Contains(CastFailure, StringComparison.Ordinal) != false ? null : "an id that is none";
        }

        var versions = Possible(seen).ToList();
        var isAbsent = seen.Question.Kind == QuestionKind.ByExternalId ? seen.Status == 400 : seen.Status == 404;
        if (isAbsent)
            return truth[seen.Question.JobId].Any(version => version.By <= seen.Asked) ? "the job is there" : null;
        if (seen.Status is not (200 or 304))
            return "an error";
        return versions.Exists(version => Shows(seen, version)) ? null : $"none of {versions.Count} possible versions";
    }

    /// <summary>Whoever has to answer by the configuration does.</summary>
    private string? FaultOfSide(Observation seen)
    {
        if (seen.Step is not { } step)
            return null;
        var isLocals = ShareOf(seen.Question.Key) < step.LocalPercent;
        if (!isLocals)
            return seen.IsStudio || !truth[seen.Question.JobId].Any(version => !version.IsLocalOnly && version.By <= seen.Asked) ? null : "the local store answered what is Studio's";
        // What is not there, or not yet, is Studio's to say.
        var followed = truth.FollowedAt(seen.Asked);
        return !seen.IsStudio || !truth[seen.Question.JobId].Any(version => version.By <= (version.IsLocalOnly ? seen.Asked : followed)) ? null : "Studio answered what is the local store's";
    }

    private IEnumerable<JobVersion> Possible(Observation seen)
    {
        var versions = truth[seen.Question.JobId].Where(version => !seen.IsStudio || !version.IsLocalOnly).ToList();
        var followed = truth.FollowedAt(seen.Asked);
        return versions.Where((version, i) => version.Since < seen.Answered
            && !versions.Skip(i + 1).Any(next => next.By <= (seen.IsStudio || next.IsLocalOnly ? seen.Asked : followed)));
    }

    private static bool Shows(Observation seen, JobVersion version)
    {
        var json = seen.Question.Kind == QuestionKind.ByExternalId ? $"[{ExternalForm.Of(version.Json)}]" : version.Json;
        var expected = $$"""{"data":{{json}}}""";
        if (!seen.IsStudio || !version.IsUnscheduled || seen.Question.Kind == QuestionKind.ByExternalId)
            return (seen.Body is null || seen.Body == expected) && seen.Tag == TagOf(expected);
        if (seen.Body is not { } body)
            return true; // A HEAD tells nothing but a tag of that moment.
        var at = expected.LastIndexOf(NextRun, StringComparison.Ordinal) + NextRun.Length;
        return seen.Tag == TagOf(body) && body.Length == expected.Length && body[..at] == expected[..at] && body[(at + 24)..] == expected[(at + 24)..]
            && DateTimeOffset.TryParse(body.AsSpan(at, 24), CultureInfo.InvariantCulture, out var shown)
            && shown >= seen.SentAt - ClockSteps && shown <= seen.ReceivedAt + ClockSteps;
    }

    /// <summary>Where a key stands among all keys, from 0 to 100: the documented hash, written a second time.</summary>
    private static double ShareOf(string key) => Convert.ToUInt64(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)), 0, 8), 16) / Math.Pow(2, 64) * 100;

#pragma warning disable CA5350 // SHA-1 is what the contract has.
    private static string TagOf(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return string.Create(CultureInfo.InvariantCulture, $"W/\"{bytes.Length:x}-{Convert.ToBase64String(SHA1.HashData(bytes))[..27]}\"");
    }
#pragma warning restore CA5350
}
