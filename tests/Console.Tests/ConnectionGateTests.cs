using System.Net;
using JobsGateway.WebConsole.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.WebConsole.Tests;

/// <summary>Connections are there before anybody signs in, so their number is bounded.</summary>
public sealed class ConnectionGateTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly TaskCompletionSource _closed = new();
    private readonly ConnectionGate _gate;

    public ConnectionGateTests() => _gate = new ConnectionGate(context => context.Request.Path.Value!.EndsWith("negotiate", StringComparison.Ordinal) ? Task.CompletedTask : _closed.Task, _clock);

    [Fact]
    public async Task Only_so_many_are_open_at_a_time_and_a_closed_one_makes_room()
    {
        var open = Enumerable.Range(0, ConnectionGate.Most).Select(number => Send("/_blazor", $"10.0.0.{number / ConnectionGate.MostOfOne}").Answering).ToList();
        Assert.Equal(503, Send("/_blazor", "10.0.0.9").Context.Response.StatusCode);
        Assert.Equal(200, Send("/", "10.0.0.9").Context.Response.StatusCode); // Pages are no connections.
        _closed.SetResult();
        await Task.WhenAll(open);
        Assert.Equal(200, Send("/_blazor", "10.0.0.9").Context.Response.StatusCode);
    }

    [Theory]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1")]
    [InlineData("2001:db8::1", "2001:db8::ffff:2")]
    public void One_address_does_not_get_all_of_them(string address, string same)
    {
        for (var i = 0; i < ConnectionGate.MostOfOne; i++)
            Send("/_blazor", address);
        Assert.Equal(503, Send("/_blazor", same).Context.Response.StatusCode);
        Assert.Equal(200, Send("/_blazor", "2001:db8:1::1").Context.Response.StatusCode);
    }

    [Fact]
    public void Only_so_many_may_be_asked_for_in_a_minute()
    {
        for (var i = 0; i < ConnectionGate.MostAsked; i++)
            Assert.Equal(200, Send("/_blazor/negotiate", $"10.0.0.{i % 4}").Context.Response.StatusCode);
        Assert.Equal(503, Send("/_blazor/negotiate", "10.0.0.9").Context.Response.StatusCode);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, Send("/_blazor/negotiate", "10.0.0.9").Context.Response.StatusCode);
    }

    private (HttpContext Context, Task Answering) Send(string path, string address)
    {
        var context = new DefaultHttpContext { Request = { Path = path }, Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        return (context, _gate.InvokeAsync(context));
    }
}
