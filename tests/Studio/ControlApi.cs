using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using MongoDB.Bson.IO;

namespace JobsGateway.Studio;

/// <summary>What tests do with this Studio past its API.</summary>
internal static class ControlApi
{
    /// <summary>The first part of these paths.</summary>
    public const string Root = "/_studio";

    private static readonly JsonWriterSettings Canonical = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson };

    public static void Map(IEndpointRouteBuilder app, Collections collections, JobLife life, RequestCounts requests)
    {
        var group = app.MapGroup(Root);
        group.MapPost("/advance/{steps:int}", (int steps) => life.Advance(steps).ToString(CultureInfo.InvariantCulture));
        group.MapGet("/changes/{count:int}", (int count) => Results.Json(collections.Do(all => all.ChangesAfter(count)), JsonSerializerOptions.Web));
        group.MapGet("/requests", () => requests.All);
        group.MapGet("/export/{kind}", (string kind) => collections.Do(all => string.Concat(all[Kind(kind)].OrderBy(job => job["_id"]).Select(job => job.ToJson(Canonical) + "\n"))));
        group.MapPost("/import/{kind}", async (string kind, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            var documents = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(BsonDocument.Parse).ToList();
            collections.Do(all => Upsert(all, Kind(kind), documents));
        });
    }

    private static JobKind Kind(string name) => Enum.Parse<JobKind>(name, ignoreCase: true);

    // As mongoimport --mode=upsert.
    private static int Upsert(Collections all, JobKind kind, List<BsonDocument> documents)
    {
        documents.ForEach(document => all.Upsert(kind, document));
        return documents.Count;
    }
}
