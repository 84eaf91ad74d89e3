using FsCheck;
using FsCheck.Fluent;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>The request target goes on byte for byte: no URI library on the way tidies it up.</summary>
public sealed class RawTargetTests : IAsyncLifetime
{
    // The same targets in every run.
    private static readonly Config Sure = Config.QuickThrowOnFailure.WithReplay(20261123, 1);

    private Link _link = null!;

    public async Task InitializeAsync() => _link = await Link.StartAsync();

    public Task DisposeAsync() => _link.DisposeAsync().AsTask();

    [Fact]
    public void Any_target_passes_through_byte_for_byte() =>
        Check.One(Sure.WithMaxTest(400), Prop.ForAll(Targets.Any(), target => ArrivesAsync("POST", target)));

    [Fact]
    public void Any_correlation_id_is_asked_for_byte_for_byte() =>
        Check.One(Sure.WithMaxTest(300), Prop.ForAll(Targets.Segment(), segment => ArrivesAsync("GET", "/api/v2/jobs/correlationId/" + segment)));

    [Theory]
    [InlineData("/a%2fb%2Fc%252Fd+e")]
    [InlineData("/a?")]
    [InlineData("/a??")]
    [InlineData("/?")]
    [InlineData("//")]
    [InlineData("//host/path")]
    [InlineData("///a//b/")]
    [InlineData("/./a/../b/.")]
    [InlineData("/..")]
    [InlineData("/%2e%2e/%2E")]
    [InlineData("/a;b=c/d;e")]
    [InlineData("/%E2%9C%93/%e2%9c%93?%E2%9C%93")]
    [InlineData("/a\\b")]
    [InlineData("/%zz%")]
    [InlineData("/a:80")]
    [InlineData("/http://other.example/")]
    [InlineData("/@other.example/")]
    [InlineData("/*")]
    public async Task A_target_that_libraries_like_to_tidy_up_passes_as_it_is(string target) => Assert.Equal(target, (await _link.SendAsync("GET", target, Token.Admin)).Received.Target);

    [Fact]
    public async Task A_target_of_almost_16_KiB_passes()
    {
        var target = "/" + string.Concat(Enumerable.Repeat("%2F%2e+", 2300)) + "?x";
        Assert.Equal(target, (await _link.SendAsync("GET", target)).Received.Target);
    }

    [Theory]
    [InlineData("http://other.example/a%2Fb?c", "/a%2Fb?c")]
    [InlineData("http://other.example", "/")]
    [InlineData("http://other.example:81/", "/")]
    [InlineData("http://other.example?a=b", "/?a=b")]
    [InlineData("https://other.example/x/../y", "/x/../y")]
    [InlineData("http://other.example/api/v2/jobs/%365e1f3a07c1b2d0012a40007?", "/api/v2/jobs/%365e1f3a07c1b2d0012a40007?")]
    public async Task A_target_in_absolute_form_is_asked_for_in_origin_form(string sent, string arrives)
    {
        await RawHttp.SendAsync(_link.Address, "GET", sent, [("Host", "gateway.example"), Token.User], []);
        var received = Assert.Single(_link.Server.Received);
        Assert.Equal(arrives, received.Target);
        Assert.Equal(_link.Server.Address.Authority, received.Header("Host"));
        Assert.StartsWith("other.example", received.Header("X-Forwarded-Host"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://other.example?a=/api/v2/jobs/65e1f3a07c1b2d0012a40007", "/?a=/api/v2/jobs/65e1f3a07c1b2d0012a40007")]
    [InlineData("/?a=http://other.example/api/v2/jobs/65e1f3a07c1b2d0012a40007", "/?a=http://other.example/api/v2/jobs/65e1f3a07c1b2d0012a40007")]
    public async Task A_query_that_holds_the_path_of_an_operation_is_none(string sent, string arrives)
    {
        Assert.Equal(200, (await RawHttp.SendAsync(_link.Address, "GET", sent, [("Host", "gateway.example")], [])).Status); // Without a token.
        Assert.Equal(arrives, Assert.Single(_link.Server.Received).Target);
    }

    [Fact]
    public async Task The_path_of_a_destination_comes_first()
    {
        await using var server = ScriptedUpstream.Start();
        await using var gateway = await TestGateway.StartAsync([new Uri(server.Address, "studio/v1/")]);
        await RawHttp.SendAsync(gateway.Address, "GET", "/a%2Fb/../c?d");
        Assert.Equal("/studio/v1/a%2Fb/../c?d", Assert.Single(server.Received).Target);
    }

    private async Task<bool> ArrivesAsync(string method, string target) => (await _link.SendAsync(method, target, Token.User)).Received is var received && received.Target == target && received.Method == method;
}
