using JobsGateway.Import.Tests.Support;

namespace JobsGateway.Import.Tests;

/// <summary>The server's look-ups compare by type: what only prints as a string is not found by it.</summary>
public sealed class StoredStringsTests
{
    [Theory]
    [InlineData("""{"correlationId":"65e1f3a07c1b2d0012a40001"}""", "65e1f3a07c1b2d0012a40001")]
    [InlineData("""{"correlationId":{"$oid":"65e1f3a07c1b2d0012a40001"}}""")]
    [InlineData("""{"correlationId":{"$date":{"$numberLong":"1709287200000"}}}""")]
    [InlineData("""{"correlationId":{"$binary":{"base64":"YWI=","subType":"00"}}}""")]
    [InlineData("""{"correlationId":["a",{"$oid":"65e1f3a07c1b2d0012a40001"},"b",{"$numberInt":"1"}]}""", "a", "b")]
    [InlineData("""[{"correlationId":"a"},{"correlationId":{"$oid":"65e1f3a07c1b2d0012a40001"}}]""", "a")]
    [InlineData("null")]
    public async Task A_job_is_indexed_by_correlation_ids_that_are_strings(string data, params string[] expected)
    {
        var job = await ImportAsync($",\"data\":{data}");
        Assert.Equal(expected, job.Index.CorrelationIds);
    }

    [Theory]
    [InlineData("\"order-7\"", "order-7")]
    [InlineData("""{"$oid":"65e1f3a07c1b2d0012a40001"}""", null)]
    [InlineData("""{"$numberInt":"7"}""", null)]
    public async Task A_job_is_indexed_by_an_external_id_that_is_a_string(string externalId, string? expected)
    {
        var job = await ImportAsync($",\"data\":{{\"externalId\":{externalId}}}");
        Assert.Equal(expected, job.Index.ExternalId);
    }

    private static async Task<Stores.Abstractions.ImportedJob> ImportAsync(string more)
    {
        using var folder = new TempFolder();
        var file = folder.Write("jobs.json", Imports.Job(1, more));
        var importer = new MemoryImporter();
        Assert.Equal(1, (await Imports.AgendaAsync(importer, file)).Inserted);
        return Assert.Single(importer.Jobs);
    }
}
