using JobsGateway.Benchmarks.Common;

namespace JobsGateway.SpeedSqlServer;

/// <summary>What makes a gateway use a schema.</summary>
internal static class Settings
{
    /// <summary>As command-line switches.</summary>
    public static string[] Of(TestSchema schema) =>
    [
        "--Stores:sql:Type=SqlServer", $"--Stores:sql:ConnectionString={TestSchema.ConnectionString}", $"--Stores:sql:Schema={schema.Name}",
        "--Routes:FetchById:Store=sql", "--Routes:FetchByCorrelationId:Store=sql", "--Routes:FetchByExternalId:Store=sql",
        "--Routes:RetryById:Store=sql", "--Routes:RetryByQuery:Store=sql",
    ];
}
