using JobsGateway.WebConsole.Components;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;

namespace JobsGateway.WebConsole.Hosting;

/// <summary>The way of a request under <c>/console/</c>.</summary>
internal static class ConsolePipeline
{
    public static RequestDelegate Build(IServiceProvider services)
    {
        var app = new ApplicationBuilder(services);
        app.UseMiddleware<ConsoleHeaders>();
        app.UseMiddleware<SameOrigin>();
        app.UseMiddleware<ConnectionGate>();
        app.UseWebSockets();
        app.UseWhen(context => System.IO.Path.HasExtension(context.Request.Path.Value), files => files.UseResponseCompression());
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new ManifestEmbeddedFileProvider(typeof(ConsolePipeline).Assembly, "wwwroot"),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache", // Asked for again each time, and answered 304: a new version shows at once.
        });
        app.UseRouting();
        app.UseAntiforgery();
        app.UseEndpoints(endpoints => endpoints.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)); // ConsoleHeaders says it.
        return app.Build();
    }
}
