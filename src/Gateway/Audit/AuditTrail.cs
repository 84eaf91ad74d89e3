using System.Diagnostics.Metrics;
using JobsGateway.Gateway.Operations.Telemetry;

namespace JobsGateway.Gateway.Audit;

/// <summary>Writes records: to the log, and to the file where there is one.</summary>
internal sealed partial class AuditTrail
{
    /// <summary>The log category.</summary>
    public const string Category = "JobsGateway.Audit";

    private readonly AuditRules _rules;
    private readonly AuditFile _file;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Counter<long> _lost;

    public AuditTrail(AuditRules rules, AuditFile file, TimeProvider clock, ILoggerFactory loggers, IMeterFactory meters)
    {
        (_rules, _file, _clock) = (rules, file, clock);
        _logger = loggers.CreateLogger(Category);
        _lost = meters.Create(Meters.Gateway).CreateCounter<long>("jobsgateway.audit.lost", "{record}", "Audit records that could not be written to the file.");
    }

    /// <summary>Whether a retry may not be carried out unrecorded.</summary>
    public bool IsRequired => _rules.Current is { Required: true, File: not null };

    /// <summary>Records that a retry is about to be carried out.</summary>
    /// <returns>Whether the record has reached the disk.</returns>
    public Task<bool> AskedAsync(HttpContext context, Endpoints.JobsRequest request, RetryNotes notes) =>
        TryAppendAsync(new AuditRecord(context, request, notes, _rules.Current), isEnd: false);

    /// <summary>Records what became of a retry.</summary>
    public Task AnsweredAsync(HttpContext context, Endpoints.JobsRequest request, RetryNotes notes)
    {
        var record = new AuditRecord(context, request, notes, _rules.Current);
        if (_logger.IsEnabled(LogLevel.Information))
        {
            var (what, who, token, address) = (record.What(), record.Who(), record.TokenHash, record.Address);
            var (status, mode, id) = (context.Response.StatusCode, record.Mode, record.RequestId);
            var (result, store, retried) = (RequestOutcome.Of(status), request.Store ?? "none", record.Retried);
            LogRetry(request.Operation, notes.Method, what, who ?? "nobody known", token ?? "none", address ?? "not recorded", status, result, store, mode ?? "none", retried, id);
        }

        return TryAppendAsync(record, isEnd: true);
    }

    private async Task<bool> TryAppendAsync(AuditRecord record, bool isEnd)
    {
        if (_rules.File is not { } path)
            return true;
        try
        {
            await _file.AppendAsync(path, record.ToLine(_clock.GetUtcNow(), isEnd), toDisk: record.Options.Required);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _lost.Add(1);
            LogLost(path, e.Message);
            return false;
        }
    }

    [LoggerMessage(EventId = 1500, EventName = "RetryAudited", Level = LogLevel.Information,
        Message = "{Operation} by {Method} of {What}, asked by {Who} (token {Token}, address {Address}): {Status} {Result}, store {Store}, mode {Mode}, jobs retried {Retried}, request {Request}.")]
    private partial void LogRetry(
        string operation, string method, string what, string who, string token, string address, int status, string result, string store, string mode, object retried, string request);

    [LoggerMessage(EventId = 1501, EventName = "AuditLost", Level = LogLevel.Error, Message = "A record of the audit could not be written to {File}: {Reason} It stands in this log only.")]
    private partial void LogLost(string file, string reason);
}
