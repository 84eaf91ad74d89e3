using System.Diagnostics;
using System.Security.Cryptography;
using System.Runtime.InteropServices;
using System.Text.Json;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Operations.Telemetry;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Audit;

/// <summary>One record. Never a token, never a job.</summary>
/// <param name="Context">The request.</param>
/// <param name="Request">What it asks for.</param>
/// <param name="Notes">What was noted of it.</param>
/// <param name="Options">What is recorded.</param>
internal sealed record AuditRecord(HttpContext Context, JobsRequest Request, RetryNotes Notes, AuditOptions Options)
{
    private const int TokenHashBytes = 8;

    /// <summary>The side of the route that answered.</summary>
    public string? Mode => Request.Store is null ? null : Request.Side == RouteSide.Fallback ? "fallback" : "store";

    public string? Address => Options.RemoteAddress ? Context.Connection.RemoteIpAddress?.ToString() : null;

    /// <summary>The server's own name for the request: of one request only, whatever the client says.</summary>
    public string RequestId => Context.TraceIdentifier;

    /// <summary>The trace the request is a part of, which may have many; null where it is not traced.</summary>
    private static string? TraceId => Activity.Current?.TraceId.ToString();

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
    public string? Who() => Bearer is null ? null : AuditJson.Text(WriteClaims);

    /// <summary>What was asked for, as a JSON object without lists.</summary>
    public string What() => AuditJson.Text(json => WriteWhat(json, withIds: false));

    /// <summary>The record as a line of JSON, with its end.</summary>
    /// <param name="time">When it is written.</param>
    /// <param name="isEnd">Whether the retry is over; else it is about to be carried out.</param>
    public ReadOnlyMemory<byte> ToLine(DateTimeOffset time, bool isEnd)
    {
        return AuditJson.Object(
            json =>
            {
                json.WriteString("time", time);
                json.WriteString("event", isEnd ? "answered" : "asked");
                json.WriteString("operation", Request.Operation);
                json.WriteString("method", Notes.Method);
                json.WriteObject("what", what => WriteWhat(what, withIds: true));
                if (Bearer is not null)
                    json.WriteObject("who", WriteClaims);
                json.WriteIfAny("token", TokenHash);
                json.WriteIfAny("address", Address);
                json.WriteString("request", RequestId);
                json.WriteIfAny("trace", TraceId);
                if (isEnd)
                    WriteResult(json);
            },
            "\n"u8);
    }

    private void WriteResult(Utf8JsonWriter json)
    {
        json.WriteIfAny("store", Request.Store);
        json.WriteIfAny("mode", Mode);
        json.WriteNumber("status", Context.Response.StatusCode);
        json.WriteString("result", RequestOutcome.Of(Context.Response.StatusCode));
        if (Notes.Retried is { } retried)
            json.WriteNumber("retried", retried);
        if (Notes.WouldRetry is { } would)
            json.WriteNumber("wouldRetry", would);
        if (Notes.Skipped is { } skipped)
            json.WriteNumber("skipped", skipped);
        if (Notes.NewJobs is { } jobs)
            json.WriteIds("newJobs", jobs);
        if (Context.RequestAborted.IsCancellationRequested)
            json.WriteBoolean("clientLeft", true);
    }

    private void WriteClaims(Utf8JsonWriter json)
    {
        foreach (var name in Options.Claims)
            json.WriteIfAny(name, Bearer!.FindFirst(name)?.Value);
    }

    private void WriteWhat(Utf8JsonWriter json, bool withIds)
    {
        json.WriteIfAny("id", Notes.Id);
        if (Notes.Query is { } query)
            AuditedCriteria.Write(json, query, withIds);
        else if (Notes.Id is null)
            json.WriteBoolean("notUnderstood", true);
    }
}
