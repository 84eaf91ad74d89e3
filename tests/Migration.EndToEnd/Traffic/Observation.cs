namespace JobsGateway.Migration.EndToEnd.Traffic;

/// <summary>A fetch and its answer.</summary>
/// <param name="Question">The fetch.</param>
/// <param name="Step">The configuration that was in force when it was sent; null while it was being changed.</param>
/// <param name="Asked">When it was sent, of <see cref="Model.Moments"/>.</param>
/// <param name="Answered">When it was answered.</param>
/// <param name="SentAt">When it was sent, by the clock.</param>
/// <param name="ReceivedAt">When it was answered.</param>
/// <param name="Status">The status; 0 where there was no answer.</param>
/// <param name="IsStudio">Whether Studio answered: it names Express.</param>
/// <param name="Tag">The ETag.</param>
/// <param name="Body">The body; of a 304 the one the client had; null for HEAD. Where there was no answer, why.</param>
internal sealed record Observation(
    Question Question, Step? Step, long Asked, long Answered, DateTimeOffset SentAt, DateTimeOffset ReceivedAt, int Status, bool IsStudio, string? Tag, string? Body);

/// <summary>A step of the guide while its configuration is in force.</summary>
/// <param name="Name">Its name.</param>
/// <param name="LocalPercent">The share of keys that the local store answers.</param>
internal sealed record Step(string Name, int LocalPercent);
