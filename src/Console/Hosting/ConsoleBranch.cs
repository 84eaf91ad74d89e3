using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.WebConsole.Hosting;

/// <summary>Everything under <c>/console/</c>. Its services and its pipeline are made at the first request, so that a gateway nobody looks at carries none of it.</summary>
/// <param name="outer">The gateway's services.</param>
/// <param name="parts">What the console shows.</param>
public sealed class ConsoleBranch(IServiceProvider outer, ConsoleParts parts) : IAsyncDisposable
{
    /// <summary>Where the console is.</summary>
    public static readonly PathString Path = "/console";

    private readonly Lock _lock = new();
    private Inner? _inner;
    private bool _isClosed;

    /// <summary>Answers a request under <see cref="Path"/>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="rest">The path after it.</param>
    public async Task AnswerAsync(HttpContext context, PathString rest)
    {
        var request = context.Request;
        // The browser resolves every address of a page against <base href="/console/">, and with case.
        if (!rest.HasValue || !request.Path.Value!.StartsWith(Path.Value!, StringComparison.Ordinal))
        {
            context.Response.Redirect($"{request.PathBase}{Path}{(rest.HasValue ? rest.ToUriComponent() : "/")}{request.QueryString}");
            return;
        }

        if (Open() is not { } inner)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable; // It is being stopped.
            return;
        }

        var (services, path, pathBase) = (context.RequestServices, request.Path, request.PathBase);
        await using var scope = inner.Services.CreateAsyncScope();
        (context.RequestServices, request.Path, request.PathBase) = (scope.ServiceProvider, rest, pathBase + Path);
        try
        {
            await inner.Pipeline(context);
        }
        finally
        {
            (context.RequestServices, request.Path, request.PathBase) = (services, path, pathBase);
        }
    }

    /// <summary>Closes what was opened.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
            _isClosed = true;
        return _inner?.Services.DisposeAsync() ?? default;
    }

    private Inner? Open()
    {
        if (_inner is { } present)
            return present;
        lock (_lock)
        {
            if (_inner is null && !_isClosed)
            {
                var services = ConsoleServices.Build(outer, parts);
                _inner = new Inner(services, ConsolePipeline.Build(services));
            }

            return _inner;
        }
    }

    private sealed record Inner(ServiceProvider Services, RequestDelegate Pipeline);
}
