using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace JobsGateway.Gateway.Tests.Authentication;

/// <summary>An OpenID Connect issuer: metadata and public keys on a real socket.</summary>
internal sealed class IssuerServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private IssuerServer(WebApplication app) => _app = app;

    public RSA Rsa { get; } = RSA.Create(2048);

    /// <summary>The id under which the RSA key is published.</summary>
    public string KeyId { get; set; } = "rsa";

    public ECDsa Ecdsa { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Address => _app.Urls.Single();

    public static async Task<IssuerServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var server = new IssuerServer(app);
        app.MapGet("/.well-known/openid-configuration", context =>
            context.Response.WriteAsync($$"""{"issuer":"{{server.Address}}","jwks_uri":"{{server.Address}}/keys"}"""));
        app.MapGet("/keys", context => context.Response.WriteAsync(server.Keys()));
        await app.StartAsync();
        return server;
    }

    public string Payload(string claims = "") => $$"""{"iss":"{{Address}}"{{claims}}}""";

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Rsa.Dispose();
        Ecdsa.Dispose();
    }

    private string Keys()
    {
        var rsa = Rsa.ExportParameters(false);
        var ec = Ecdsa.ExportParameters(false);
        object[] keys =
        [
            new { kty = "RSA", kid = KeyId, use = "sig", n = Base64UrlEncoder.Encode(rsa.Modulus), e = Base64UrlEncoder.Encode(rsa.Exponent) },
            new { kty = "EC", kid = "ec", use = "sig", crv = "P-256", x = Base64UrlEncoder.Encode(ec.Q.X), y = Base64UrlEncoder.Encode(ec.Q.Y) },
            new { kty = "oct", kid = "oct", use = "sig", k = Base64UrlEncoder.Encode(new byte[32]) },
        ];
        return JsonSerializer.Serialize(new { keys });
    }
}
