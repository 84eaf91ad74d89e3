// What Kestrel can do at most: the same bytes, without authentication, without a store. Usage: BareEndpoint FILE URL [MILLISECONDS]
// With milliseconds it takes that long to answer, as a server does that asks a database.
var body = await File.ReadAllBytesAsync(args[0]);
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls(args[1]);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
await using var app = builder.Build();
var delay = TimeSpan.FromMilliseconds(args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 0);
app.Run(async context =>
{
    if (delay > TimeSpan.Zero)
        await Task.Delay(delay);
    context.Response.ContentType = "application/json; charset=utf-8";
    context.Response.ContentLength = body.Length;
    await context.Response.Body.WriteAsync(body);
});
await app.RunAsync();
