// A Studio for tests: its jobs API over HTTP and its database over MongoDB's wire protocol, from the same collections in memory.
// Arguments: the port of the API (0 for a free one), the secret of tokens. It prints "listening <API port> <database host:port>" and ends when its input does.
using System.Globalization;
using JobsGateway.MongoServer;
using JobsGateway.Studio;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
await using var database = new WireServer(new WireServerOptions { IsReplicaSet = true });
var collections = new Collections(database.Data);
var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseUrls($"http://127.0.0.1:{args[0]}");
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
await using var app = builder.Build();
var requests = new RequestCounts();
app.UseMiddleware<Express>(requests);
app.UseRouting(); // Only now: HEAD is answered by the routes of GET.
JobsApi.Map(app, collections, new Bearer(args[1]));
ControlApi.Map(app, collections, new JobLife(collections, seed: 5), requests);
await app.StartAsync();
var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
Console.WriteLine($"listening {new Uri(address).Port} {database.Endpoint}");
await Console.In.ReadToEndAsync();
