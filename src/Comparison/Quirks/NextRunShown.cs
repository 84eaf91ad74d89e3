using System.Globalization;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Comparison.Quirks;

/// <summary>
/// Studio shows an agenda job without a next run with the time of the request as its <c>nextRunAt</c>; a local store shows when the job last ran, else when
/// its id was made, so that the ETag can match.
/// </summary>
/// <remarks>The price: where a job on Studio really is due within five minutes of the request, a local copy that has no next run passes for equal.</remarks>
internal sealed class NextRunShown : IQuirk
{
    private const string Path = "body.data.nextRunAt";

    // The clocks of two servers differ.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public IReadOnlyList<Difference> Unexplained(IReadOnlyList<Difference> differences, ComparedAnswer left, ComparedAnswer right) =>
        (left.IsStudio || right.IsStudio) && differences.Any(IsNextRun) && ShowsNone(left) && ShowsNone(right)
            ? [.. differences.Where(difference => !IsNextRun(difference))]
            : differences;

    private static bool IsNextRun(Difference difference) => difference is { Path: Path, Kind: DifferenceKind.Value };

    private static bool ShowsNone(ComparedAnswer answer) => answer.IsStudio ? ShowsRequest(answer) : ShowsLastRun(answer);

    private static bool ShowsRequest(ComparedAnswer answer) =>
        Date(AnswerJson.TextsAt(answer, ["data", "nextRunAt"])[0]) is { } shown && shown >= answer.AskedAt - Skew && shown <= answer.AnsweredAt + Skew;

    private static bool ShowsLastRun(ComparedAnswer answer)
    {
        var texts = AnswerJson.TextsAt(answer, ["data", "nextRunAt"], ["data", "lastRunAt"], ["data", "_id"]);
        var last = Date(texts[1]) ?? (JobId.TryParse(texts[2], out var id) ? id.CreatedAt : null);
        return last is not null && Date(texts[0]) == last;
    }

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
}
