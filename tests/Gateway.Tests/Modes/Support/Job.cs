using System.Globalization;

namespace JobsGateway.Gateway.Tests.Modes.Support;

/// <summary>A job as one side has it.</summary>
/// <param name="Id">Its id; tells when it was made.</param>
internal sealed record Job(string Id)
{
    private const long Time = 1_709_287_200_000;

    public string Name { get; init; } = "mint";

    public string Status { get; init; } = "failed";

    /// <summary>Makes it an agenda job, which is found by this; else it is a queue job.</summary>
    public string? CorrelationId { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>How long a text it has, beside.</summary>
    public int Length { get; init; }

    public bool IsAgenda => CorrelationId is not null;

    /// <summary>A job with this number in its id.</summary>
    public static Job Number(int number) => new(string.Create(CultureInfo.InvariantCulture, $"65e1f3a07c1b2d0099{number:x6}"));

    /// <summary>As Studio shows it.</summary>
    public string Shown => IsAgenda
        ? $$"""{"_id":"{{Id}}","name":"{{Name}}","data":{{Data("studio")}},"priority":0,"type":"normal","nextRunAt":"2035-01-01T00:00:00.000Z"}"""
        : $$"""{"_id":"{{Id}}","name":"{{Name}}","data":{{Data("studio")}},"status":"{{Status}}","createdAt":"2024-03-01T10:00:00.000Z","updatedAt":"2024-03-01T10:00:00.000Z","__v":0}""";

    /// <summary>As mongoexport writes it, for a local store.</summary>
    public string ExportedFor(string store) => IsAgenda
        ? $$$$"""{"_id":{"$oid":"{{{{Id}}}}"},"name":"{{{{Name}}}}","data":{{{{Data(store)}}}},"priority":{"$numberInt":"0"},"type":"normal","nextRunAt":{"$date":{"$numberLong":"2051222400000"}}}"""
        : $$$$"""{"_id":{"$oid":"{{{{Id}}}}"},"name":"{{{{Name}}}}","data":{{{{Data(store)}}}},"status":"{{{{Status}}}}","createdAt":{"$date":{"$numberLong":"{{{{Time}}}}"}},"updatedAt":{"$date":{"$numberLong":"{{{{Time}}}}"}},"__v":{"$numberInt":"0"}}""";

    // An answer tells by it whose it is.
    private string Data(string side) =>
        $$$"""{"transactionBody":{"from":"{{{side}}}"}{{{Text("correlationId", CorrelationId)}}}{{{Text("externalId", ExternalId)}}}{{{Text("text", Length == 0 ? null : new string('x', Length))}}}}""";

    private static string Text(string name, string? value) => value is null ? "" : $",\"{name}\":\"{value}\"";
}
