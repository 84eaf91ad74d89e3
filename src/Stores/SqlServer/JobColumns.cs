using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.SqlServer;

/// <summary>How values of a job become column values.</summary>
internal static class JobColumns
{
    /// <summary>The column CorrelationId: several ids are in the table JobCorrelations instead.</summary>
    public static string? SoleCorrelationId(JobIndex index) => index.CorrelationIds.Count == 1 ? IndexedText.Of(index.CorrelationIds[0]) : null;

    /// <summary>The rows of JobCorrelations.</summary>
    public static IEnumerable<string> SeveralCorrelationIds(JobIndex index) =>
        index.CorrelationIds.Count > 1 ? index.CorrelationIds.Select(id => IndexedText.Of(id)!) : [];
}
