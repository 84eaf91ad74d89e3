using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Operations.Telemetry;
using JobsGateway.Gateway.Routing;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Audit;

/// <summary>One record. Whatever a client wrote is cut short and escaped: no text of it begins a line, ends a value or fills a disk.</summary>
/// <param name="Context">The request.</param>
/// <param name="Request">What it asks for.</param>
/// <param name="Notes">What was noted of it.</param>
/// <param name="Options">What is recorded.</param>
internal sealed record AuditRecord(HttpContext Context, JobsRequest Request, RetryNotes Notes, AuditOptions Options)
{
    /// <summary>The most characters of a claim or criterion.</summary>
    public const int LongestText = 200;

    /// <summary>The most ids in a list; their number is told in full.</summary>
    public const int MostIds = 1000;

    private const int TokenHashBytes = 8;

    // ASCII only: not every reader of logs agrees on what else ends a line.
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The side of the route that answered.</summary>
    public string? Mode => Request.Store is null ? null : Request.Side == RouteSide.Fallback ? "fallback" : "store";

    public string? Address => Options.RemoteAddress ? Context.Connection.RemoteIpAddress?.ToString() : null;

    /// <summary>The trace the request is a part of; where nobody traces, Kestrel's name for the request.</summary>
    public string TraceId => Activity.Current?.TraceId.ToString() ?? Context.TraceIdentifier;

    /// <summary>Tells one token from another without telling the token: a part of a hash of its signature.</summary>
    public string? TokenHash
    {
        get
        {
            if (Bearer is not { } bearer)
                return null;
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(bearer.Token.Signature), hash);
            return Convert.ToHexStringLower(hash[..TokenHashBytes]);
        }
    }

    /// <summary>How many jobs were retried: none where no store was asked, <c>unknown</c> where a server was, whose answer passes unread, or a store that did not answer.</summary>
    public object Retried => (object?)Notes.Retried ?? (Request.Store is null || Notes.WouldRetry is not null ? (object)0 : "unknown");

    private StudioIdentity? Bearer => Context.User.Identity as StudioIdentity;

    /// <summary>Who it was, as a JSON object; null where there is no valid token.</summary>
    public string? Who() => Bearer is null ? null : Text(WriteClaims);

    /// <summary>What was asked for, as a JSON object without lists.</summary>
    public string What() => Text(json => WriteWhat(json, withIds: false));

    /// <summary>The record as a line of JSON, with its end.</summary>
    /// <param name="time">When it is written.</param>
    /// <param name="isEnd">Whether the retry is over; else it is about to be carried out.</param>
    public ReadOnlyMemory<byte> ToLine(DateTimeOffset time, bool isEnd)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            json.WriteString("time", time);
            json.WriteString("event", isEnd ? "answered" : "asked");
            json.WriteString("operation", Request.Operation);
            json.WriteString("method", Notes.Method);
            Object(json, "what", inner => WriteWhat(inner, withIds: true));
            if (Bearer is not null)
                Object(json, "who", WriteClaims);
            WriteIfAny(json, "token", TokenHash);
            WriteIfAny(json, "address", Address);
            json.WriteString("trace", TraceId);
            if (isEnd)
                WriteResult(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private void WriteResult(Utf8JsonWriter json)
    {
        WriteIfAny(json, "store", Request.Store);
        WriteIfAny(json, "mode", Mode);
        json.WriteNumber("status", Context.Response.StatusCode);
        json.WriteString("result", RequestOutcome.Of(Context.Response.StatusCode));
        if (Notes.Retried is { } retried)
            json.WriteNumber("retried", retried);
        if (Notes.WouldRetry is { } would)
            json.WriteNumber("wouldRetry", would);
        if (Notes.Skipped is { } skipped)
            json.WriteNumber("skipped", skipped);
        if (Notes.NewJobs is { } jobs)
            Ids(json, "newJobs", jobs);
        if (Context.RequestAborted.IsCancellationRequested)
            json.WriteBoolean("clientLeft", true);
    }

    private void WriteClaims(Utf8JsonWriter json)
    {
        foreach (var name in Options.Claims)
            WriteIfAny(json, name, Bearer!.FindFirst(name)?.Value);
    }

    private void WriteWhat(Utf8JsonWriter json, bool withIds)
    {
        WriteIfAny(json, "id", Notes.Id);
        if (Notes.Query is { } query)
            WriteQuery(json, query, withIds);
        else if (Notes.Id is null)
            json.WriteBoolean("notUnderstood", true);
    }

    private static void WriteQuery(Utf8JsonWriter json, RetryQuery query, bool withIds)
    {
        if (query.Ids is { } ids)
        {
            json.WriteNumber("idCount", ids.Count);
            if (withIds)
                Ids(json, "ids", ids.Select(id => id.ToString()));
        }

        WriteIfAny(json, "name", query.Name);
        WriteIfAny(json, "status", query.Status);
        WriteIfAny(json, "correlationId", query.CorrelationId);
        WriteIfAny(json, "communityAddress", query.CommunityAddress);
        WriteIfAny(json, "accountAddress", query.AccountAddress);
        if (query.FailedAfter is { } after)
            json.WriteString("failedAfter", after);
        if (query.FailedBefore is { } before)
            json.WriteString("failedBefore", before);
        if (query.Limit is { } limit)
            json.WriteNumber("limit", limit);
        if (query.DryRun)
            json.WriteBoolean("dryRun", true);
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }

    private static void Object(Utf8JsonWriter json, string name, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject(name);
        write(json);
        json.WriteEndObject();
    }

    private static void Ids(Utf8JsonWriter json, string name, IEnumerable<string> ids)
    {
        json.WriteStartArray(name);
        foreach (var id in ids.Take(MostIds))
            json.WriteStringValue(id);
        json.WriteEndArray();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, WholeText(value));
    }

    // Half a surrogate pair, which JSON can hold, is none the writer takes.
    private static string WholeText(string text)
    {
        var cut = text.Length > LongestText ? text[..LongestText] + "..." : text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut));
    }
}
