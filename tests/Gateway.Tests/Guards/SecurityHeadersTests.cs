using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using JobsGateway.Gateway.Tests.Contract;
using JobsGateway.Gateway.Tests.Hosting;

namespace JobsGateway.Gateway.Tests.Guards;

/// <summary>Which answers tell a browser to be careful.</summary>
public sealed class SecurityHeadersTests
{
    private const string Job = "/api/v2/jobs/65e1f3a07c1b2d00ffffffff";
    private static readonly string[] Names = ["X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options", "Content-Security-Policy"];

    [Fact]
    public async Task Pages_and_reports_have_them_and_are_kept_by_nobody()
    {
        await using var gateway = await TestGateway.StartAsync(new() { ["Docs:Enabled"] = "true" });
        foreach (var path in new[] { "/health/live", "/Health/Ready", "/gateway/parity", "/docs/", "/docs/scalar.js", "/openapi/v1.json" })
        {
            var response = await gateway.SendAsync("GET", path, Tokens.Admin);
            Assert.Equal(200, response.Status);
            Assert.All(Names, name => Assert.NotNull(response.Header(name)));
            Assert.StartsWith(path.EndsWith(".js", StringComparison.Ordinal) ? "no-cache" : "no-store", response.Header("Cache-Control"), StringComparison.Ordinal);
        }

        Assert.Equal("nosniff", (await gateway.SendAsync("GET", "/gateway/parity")).Header("X-Content-Type-Options")); // 401
    }

    [Fact]
    public async Task The_reference_page_may_run_its_own_scripts_and_names_no_other_host()
    {
        await using var gateway = await TestGateway.StartAsync(new() { ["Docs:Enabled"] = "true" });
        var page = await gateway.SendAsync("GET", "/docs/");
        Assert.Contains("script-src 'self' 'unsafe-inline'", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("http", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; frame-ancestors", (await gateway.SendAsync("GET", "/health/live")).Header("Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_jobs_API_answers_as_Studio_unless_it_is_told_otherwise()
    {
        await using var gateway = await RecordedJobs.StartGatewayAsync();
        foreach (var (path, headers) in Asked())
            Assert.All(Names, name => Assert.Null(gateway.SendAsync("GET", path, headers).GetAwaiter().GetResult().Header(name)));
        await using var careful = await RecordedJobs.StartGatewayAsync(new() { ["SecurityHeaders:Api"] = "true" });
        foreach (var (path, headers) in Asked())
            Assert.All(Names, name => Assert.NotNull(careful.SendAsync("GET", path, headers).GetAwaiter().GetResult().Header(name)));
    }

    [Fact]
    public async Task What_comes_from_a_server_passes_as_it_is()
    {
        await using var upstream = ScriptedUpstream.Start().Always(Reply.Ok("{\"data\":{}}"));
        await using var gateway = await TestGateway.StartAsync(new()
        {
            ["SecurityHeaders:Api"] = "true",
            ["Stores:studio:Type"] = "Upstream",
            ["Stores:studio:Destinations:a:Address"] = upstream.Address.AbsoluteUri,
            ["Routes:FetchById:Store"] = "studio",
            ["Routes:FetchByCorrelationId:Store"] = "local",
            ["Routes:FetchByExternalId:Store"] = "local",
            ["Routes:RetryById:Store"] = "local",
            ["Routes:RetryByQuery:Store"] = "local",
            ["Routes:PassThrough:Store"] = "studio",
        });
        foreach (var path in new[] { Job, "/login", "/health", "/health/other" })
        {
            var response = await gateway.SendAsync("GET", path, Tokens.User);
            Assert.Equal(200, response.Status);
            Assert.All(Names, name => Assert.Null(response.Header(name)));
        }

        Assert.NotNull((await gateway.SendAsync("GET", Job)).Header("X-Content-Type-Options")); // The gateway's own 401.
    }

    [Fact]
    public async Task HTTPS_only_is_not_said_to_who_came_by_HTTP()
    {
        await using var gateway = await TestGateway.StartAsync(new() { ["SecurityHeaders:Hsts"] = "365.00:00:00" });
        Assert.Null((await gateway.SendAsync("GET", Job, Tokens.User)).Header("Strict-Transport-Security"));
        Assert.Null((await gateway.SendAsync("GET", "/health/live", ("X-Forwarded-Proto", "https"))).Header("Strict-Transport-Security"));
    }

    [Fact]
    public async Task HTTPS_only_is_said_to_who_came_by_HTTPS_in_the_gateways_own_answers()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var folder = Directory.CreateTempSubdirectory("jobsgateway-");
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "tls.pfx"), certificate.Export(X509ContentType.Pfx, "password"));
        await using var gateway = await TestGateway.StartAsync(
            new()
            {
                ["SecurityHeaders:Hsts"] = "365.00:00:00",
                ["Kestrel:Endpoints:tls:Url"] = $"https://127.0.0.1:{FreePort.Take()}",
                ["Kestrel:Endpoints:tls:Certificate:Path"] = "tls.pfx",
                ["Kestrel:Endpoints:tls:Certificate:Password"] = "password",
            },
            folder: folder);
        using var client = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString() } }) { BaseAddress = gateway.Address };
        foreach (var path in new[] { Job, "/health/live", "/nowhere" })
        {
            using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Equal("max-age=31536000", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
            Assert.Equal(path == "/health/live", response.Headers.Contains("X-Frame-Options"));
        }
    }

    private static (string Path, (string, string)[] Headers)[] Asked() =>
    [
        ("/api/v2/jobs/65e1f3a07c1b2d0034b50003", [Tokens.User]), (Job, [Tokens.User]), (Job, []), ("/nowhere", []), ("/health", []),
        ("/api/v2/jobs/retry/" + "65e1f3a07c1b2d0034b50003", [Tokens.User]), ("/api/v2/jobs/%", [Tokens.User]),
    ];
}
