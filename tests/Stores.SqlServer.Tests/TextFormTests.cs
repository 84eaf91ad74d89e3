using System.Text;
using System.Text.Json;
using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>A text that is kept as a key is another text than the one that reads like this key: in the database, not only here.</summary>
public sealed class TextFormTests(SharedSchema schema) : QueueConformance(schema.ForOneTest), IClassFixture<SharedSchema>
{
    private static readonly string[] Texts = ["relay ", "re\0lay", "re\"lay\\\n", "'relay' ", "\u00e9🎉 "];

    public static TheoryData<string> Odd => [.. Texts];

    public static TheoryData<string> OddAndLong => [.. Texts, new string('r', 376), new string('r', 440), new string('é', 5_000)];

    [SkippableTheory]
    [MemberData(nameof(OddAndLong))]
    public async Task An_id_finds_its_own_job(string text)
    {
        var made = new List<(string Text, string Agenda, string Queue)>();
        foreach (var id in Lookalikes(text))
        {
            var data = JsonSerializer.Serialize(new { externalId = id });
            var agenda = await Queue.EnqueueAsync(Job(kind: JobKind.Agenda) with { CorrelationId = id }, default);
            made.Add((id, agenda.Document.ToString(), (await Queue.EnqueueAsync(Job(data: data), default)).Document.ToString()));
        }

        foreach (var (id, agenda, queue) in made)
        {
            Assert.Equal(agenda, await FetchByCorrelationIdAsync(id));
            Assert.Equal([queue], (await Store.FetchByExternalIdAsync(id, default)).Documents.Select(document => document.ToString()));
            Assert.Equal(OutcomeStatus.Refused, (await Queue.EnqueueAsync(Job(kind: JobKind.Agenda) with { CorrelationId = id }, default)).Status);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(OddAndLong))]
    public async Task Each_of_several_correlation_ids_finds_its_own_job(string text)
    {
        var jobs = Lookalikes(text).Select((id, i) => (Id: id, Job: Jobs.Agenda(i, data: JsonSerializer.Serialize(new { correlationId = new[] { id, $"other {i}" } })))).ToList();
        await ImportAsync([.. jobs.Select(entry => entry.Job)]);
        foreach (var (id, job) in jobs)
            Assert.Equal(job.Json, await FetchByCorrelationIdAsync(id));
    }

    [SkippableTheory]
    [MemberData(nameof(Odd))]
    public async Task A_name_claims_its_own_job(string text)
    {
        var made = new List<(string Name, string Id)>();
        foreach (var name in Lookalikes(text))
            made.Add((name, await EnqueueAsync(Job(name))));
        foreach (var (name, id) in made)
            Assert.Equal([id], await ClaimedIdsAsync(100, name));
    }

    [SkippableFact]
    public async Task A_document_of_four_megabytes_goes_through_the_queue()
    {
        var data = $$"""{"blob":"{{new string('é', 2 << 20)}}"}""";
        var id = await EnqueueAsync(Job(data: data));
        Assert.Equal(QueueJob(id, "pending", data: data), await FetchAsync(id));
        var job = await ClaimOneAsync();
        Assert.Equal(QueueJob(id, "started", data: data), job.Document.ToString());
        Assert.True(job.Document.Utf8.Length > 4 << 20);
        await Queue.CompleteAsync(job.Lease, new() { Data = Encoding.UTF8.GetBytes("""{"z":1}""") }, default);
        Assert.Equal(QueueJob(id, "succeeded", data: data[..^1] + ",\"z\":1}", more: $"\"lastFinishedAt\":\"{At(0)}\""), await FetchAsync(id));
    }

    // The text, the form it has in the database, the form of that, and the text that SQL Server would take for the same.
    private static IEnumerable<string> Lookalikes(string text)
    {
        var form = IndexedText.Of(text)!;
        Assert.NotEqual(text, form);
        return new[] { text, form, IndexedText.Of(form)!, text.TrimEnd(), text + " " }.Distinct();
    }
}
