// What YARP can do at most: one route, one cluster, as its documentation begins; no token, no Polly. Usage: BareYarp UPSTREAM URL
using Yarp.ReverseProxy.Configuration;

// The folder of the program, not the caller's, or the gateway's appsettings.json would be read.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseUrls(args[1]);
builder.Services.AddReverseProxy().LoadFromMemory(
    [new RouteConfig { RouteId = "all", ClusterId = "upstream", Match = new RouteMatch { Path = "{**catch-all}" } }],
    [
        new ClusterConfig
        {
            ClusterId = "upstream",
            Destinations = new Dictionary<string, DestinationConfig> { ["a"] = new() { Address = args[0] } },
        },
    ]);
await using var app = builder.Build();
app.MapReverseProxy();
await app.RunAsync();
