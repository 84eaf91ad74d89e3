using System.Diagnostics;
using OpenTelemetry;

namespace JobsGateway.Gateway.Operations.Telemetry;

/// <summary>Takes out of the spans of SQL Server's driver what may hold data: the text of queries, and what exceptions say.</summary>
internal sealed class QuietSpans : BaseProcessor<Activity>
{
    /// <summary>The source whose spans these are: OpenTelemetry.Instrumentation.SqlClient's.</summary>
    public const string Source = "OpenTelemetry.Instrumentation.SqlClient";

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name != Source)
            return;
        data.SetTag("db.query.text", null).SetTag("db.statement", null);
        if (data.Status == ActivityStatusCode.Error)
            data.SetStatus(ActivityStatusCode.Error, null);
    }
}
