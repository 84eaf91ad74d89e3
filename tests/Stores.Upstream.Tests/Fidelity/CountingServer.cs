using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>Counts the bytes of a body without keeping any, and answers with their number.</summary>
internal sealed class CountingServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CountingServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<CountingServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        app.Run(async context =>
        {
            var buffer = new byte[64 * 1024];
            var count = 0L;
            for (int n; (n = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0;)
                count += n;
            await context.Response.WriteAsync(count.ToString(CultureInfo.InvariantCulture), context.RequestAborted);
        });
        await app.StartAsync();
        return new CountingServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
