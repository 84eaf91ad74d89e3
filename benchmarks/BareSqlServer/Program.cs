// What a fetch by id from SQL Server costs at least: the store's own statement by hand-written ADO.NET; no token, no Polly, no routes.
// The connection string comes from JOBSGATEWAY_TEST_SQLSERVER. Usage: BareSqlServer SCHEMA URL
using System.Data;
using Microsoft.Data.SqlClient;

var connectionString = Environment.GetEnvironmentVariable("JOBSGATEWAY_TEST_SQLSERVER") ?? throw new InvalidOperationException("JOBSGATEWAY_TEST_SQLSERVER is not set.");
var sql = $"SELECT TOP (1) CONVERT(int, DATALENGTH(j.Document)) AS Length, j.Document FROM [{args[0]}].[Jobs] AS j WHERE j.Id = @Id ORDER BY j.Kind";
byte[] prefix = [.. "{\"data\":"u8], suffix = [.. "}"u8];

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(args[1]);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
await using var app = builder.Build();
app.Run(async context =>
{
    var path = context.Request.Path.Value!;
    if (await FetchAsync(path[(path.LastIndexOf('/') + 1)..], context.RequestAborted) is not { } document)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return;
    }

    context.Response.ContentType = "application/json; charset=utf-8";
    context.Response.ContentLength = prefix.Length + document.Length + suffix.Length;
    await context.Response.Body.WriteAsync(prefix);
    await context.Response.Body.WriteAsync(document);
    await context.Response.Body.WriteAsync(suffix);
});
await app.RunAsync();

async Task<byte[]?> FetchAsync(string id, CancellationToken cancellationToken)
{
    await using var connection = new SqlConnection(connectionString);
    await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // the schema comes from the benchmark
    await using var command = new SqlCommand(sql, connection);
#pragma warning restore CA2100
    command.Parameters.Add("@Id", SqlDbType.Char, 24).Value = id;
    await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SingleRow | CommandBehavior.SequentialAccess, cancellationToken);
    if (!await reader.ReadAsync(cancellationToken))
        return null;
    var document = new byte[reader.GetInt32(0)];
    reader.GetBytes(1, 0, document, 0, document.Length);
    return document;
}
