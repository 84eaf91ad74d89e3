using JobsGateway.Stores.Abstractions;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer;

/// <summary>How values of a job become column values.</summary>
internal static class JobColumns
{
    /// <summary>The column CorrelationId: several ids are in the table JobCorrelations instead.</summary>
    public static string? SoleCorrelationId(JobIndex index) => index.CorrelationIds.Count == 1 ? IndexedText.Of(index.CorrelationIds[0]) : null;

    /// <summary>The values of what is indexed of every job, whoever writes it.</summary>
    public static (string Name, object? Value)[] ValuesOf(JobIndex index) =>
    [
        ("Kind", (byte)index.Kind),
        ("Id", index.Id.ToString()),
        ("Name", IndexedText.Of(index.Name)),
        ("Status", IndexedText.Of(index.Status)),
        ("CorrelationId", SoleCorrelationId(index)),
        ("ExternalId", IndexedText.Of(index.ExternalId)),
        ("CommunityAddress", IndexedText.Of(index.CommunityAddress)),
        ("AccountAddress", IndexedText.Of(index.AccountAddress)),
        ("CorrelationIds", JobColumn.ListOf(SeveralCorrelationIds(index))),
    ];

    /// <summary>The rows of JobCorrelations.</summary>
    public static IEnumerable<string> SeveralCorrelationIds(JobIndex index) =>
        index.CorrelationIds.Count > 1 ? index.CorrelationIds.Select(id => IndexedText.Of(id)!) : [];
}
