using JobsGateway.Gateway.Routing;
using Microsoft.AspNetCore.Http.Features;

namespace JobsGateway.Gateway.Endpoints;

/// <summary>What is known of a request to the jobs API: what routing read from its path, and then who answers it. Telemetry and the audit read it when it has ended.</summary>
/// <param name="operation">What is asked: the name of an <see cref="Operation"/>, <c>Health</c> or <c>PassThrough</c>.</param>
/// <param name="parameter">The decoded path parameter; empty where the path has none.</param>
internal sealed class JobsRequest(string operation, string parameter)
{
    /// <summary>The operation of what goes to the server every other path goes to.</summary>
    public const string PassThrough = "PassThrough";

    public string Operation => operation;

    public string Parameter => parameter;

    /// <summary>The store that answers; null while none has been asked.</summary>
    public string? Store { get; private set; }

    /// <summary>In which way the route came to that store.</summary>
    public RouteSide Side { get; private set; }

    /// <summary>The parameter of the request being answered.</summary>
    public static string ParameterOf(HttpContext context) => context.Features.GetRequiredFeature<JobsRequest>().Parameter;

    /// <summary>Notes which store answers a request; the last one noted is the one.</summary>
    public static void AnsweredBy(HttpContext context, string store, RouteSide side = RouteSide.Store)
    {
        if (context.Features.Get<JobsRequest>() is not { } request)
            context.Features.Set(request = new JobsRequest(PassThrough, ""));
        (request.Store, request.Side) = (store, side);
    }
}
