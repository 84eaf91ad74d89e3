namespace JobsGateway.Comparison.Quirks;

/// <summary>Studio answers 500 to an id that is none and to a missing <c>externalId</c>, a local store 400: it is the client's mistake.</summary>
internal sealed class ClientMistakes : IQuirk
{
    // What the deployed server says; the first two for an id that is none, the last for a missing externalId.
    private static readonly string[] Messages = ["Argument passed in must be a ", "Cast to ObjectId failed", "Cannot read properties of undefined (reading 'transactionBody')"];

    public IReadOnlyList<Difference> Unexplained(IReadOnlyList<Difference> differences, ComparedAnswer left, ComparedAnswer right) =>
        IsMistake(left, right) || IsMistake(right, left) ? [] : differences;

    private static bool IsMistake(ComparedAnswer studio, ComparedAnswer local) =>
        studio is { IsStudio: true, Status: 500 } && local is { IsStudio: false, Status: 400 }
        && AnswerJson.TextsAt(studio, ["errors", "message"])[0] is { } message && Messages.Any(start => message.StartsWith(start, StringComparison.Ordinal));
}
