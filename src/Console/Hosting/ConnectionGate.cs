using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace JobsGateway.WebConsole.Hosting;

/// <summary>Bounds the connections of browsers, which are there before anybody has signed in: each costs a megabyte or two.</summary>
/// <remarks>An IPv6 address counts as its network of 64 bits. Behind a proxy all of them come from the proxy's address.</remarks>
internal sealed class ConnectionGate(RequestDelegate next, TimeProvider clock)
{
    /// <summary>The most connections at a time, of all browsers.</summary>
    public const int Most = 64;

    /// <summary>The most of one address.</summary>
    public const int MostOfOne = 32;

    /// <summary>How many connections may be asked for in a minute, by all browsers; by one address half of it.</summary>
    public const int MostAsked = 240;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _open = [], _asked = [];
    private int _openTotal, _askedTotal;
    private long _since = clock.GetTimestamp();

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor", out var rest))
            return next(context);
        var address = NetworkOf(context.Connection.RemoteIpAddress ?? IPAddress.None);
        if (rest.StartsWithSegments("/negotiate"))
            return MayAsk(address) ? next(context) : RefuseAsync(context);
        return TryOpen(address) ? CountedAsync(context, address) : RefuseAsync(context);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = "60";
        return context.Response.WriteAsync("Too many browsers have the console open. Close some, or try again in a minute.");
    }

    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private async Task CountedAsync(HttpContext context, IPAddress address)
    {
        try
        {
            await next(context);
        }
        finally
        {
            lock (_lock)
            {
                _openTotal--;
                if (--_open[address] == 0)
                    _open.Remove(address);
            }
        }
    }

    private bool TryOpen(IPAddress address)
    {
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(address);
            if (_openTotal >= Most || open >= MostOfOne)
                return false;
            _openTotal++;
            _open[address] = open + 1;
            return true;
        }
    }

    private bool MayAsk(IPAddress address)
    {
        lock (_lock)
        {
            if (clock.GetElapsedTime(_since) >= Minute)
            {
                (_since, _askedTotal) = (clock.GetTimestamp(), 0);
                _asked.Clear();
            }

            var asked = _asked.GetValueOrDefault(address);
            if (_askedTotal >= MostAsked || asked >= MostAsked / 2)
                return false;
            _askedTotal++;
            _asked[address] = asked + 1;
            return true;
        }
    }
}
