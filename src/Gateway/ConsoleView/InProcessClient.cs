using System.Net;
using System.Text;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.WebConsole.Views;
using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Gateway.ConsoleView;

/// <summary>Runs a request through the gateway's own pipeline, without a socket: its token is checked, it is routed, limited, measured and audited as any client's.</summary>
internal sealed class InProcessClient(IServiceScopeFactory scopes) : IGatewayClient
{
    /// <summary>What a client's request goes through.</summary>
    public RequestDelegate? Pipeline { get; set; }

    public async Task<GatewayAnswer> SendAsync(GatewayCall request, Caller caller, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var body = new BoundedBody(GatewayAnswer.Longest);
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = cancellationToken };
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        Fill(context.Features.GetRequiredFeature<IHttpRequestFeature>(), request, caller);
        context.Connection.RemoteIpAddress = IPAddress.TryParse(caller.Address, out var address) ? address : null;
        await (Pipeline ?? throw new InvalidOperationException("The console is not in the pipeline."))(context);
        await context.Response.CompleteAsync();
        return new GatewayAnswer(context.Response.StatusCode, body.Text, body.IsCut, context.Features.Get<JobsRequest>()?.Store);
    }

    private static void Fill(IHttpRequestFeature request, GatewayCall call, Caller caller)
    {
        var (path, query) = call.Target.IndexOf('?', StringComparison.Ordinal) is var mark and >= 0 ? (call.Target[..mark], call.Target[mark..]) : (call.Target, "");
        request.Method = call.Method;
        request.Protocol = HttpProtocol.Http11;
        request.Scheme = Uri.UriSchemeHttp;
        request.RawTarget = call.Target;
        request.Path = PathString.FromUriComponent(path).Value!;
        request.QueryString = query;
        request.Headers.Host = caller.Host;
        request.Headers.Authorization = $"Bearer {caller.Token}";
        request.Headers.UserAgent = "JobsGateway-Console";
        if (call.Json is not { } json)
            return;
        var bytes = Encoding.UTF8.GetBytes(json);
        request.Headers.ContentType = "application/json";
        request.Headers.ContentLength = bytes.Length;
        request.Body = new MemoryStream(bytes);
    }
}
