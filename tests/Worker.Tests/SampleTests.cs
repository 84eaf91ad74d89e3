using JobsGateway.Gateway;
using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Samples.Worker;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JobsGateway.Worker.Tests;

/// <summary>The story of <c>samples/Worker</c>, against a gateway on the same file.</summary>
public sealed class SampleTests : WorkerTest
{
    private const string Secret = "a secret of the test, of more than 32 bytes";

    [Fact]
    public async Task The_story_comes_to_its_end()
    {
        await using var gateway = await StartGatewayAsync();
        var (isTold, output) = await TellAsync(gateway, isAdmin: true);
        Assert.True(isTold, output);
        Assert.Contains("failed: The node does not answer", output, StringComparison.Ordinal);
        Assert.Matches("""\{"from":"0xA11ce","to":"0xB0b","value":"1000","correlationId":"order-[0-9a-f]{32}","txHash":"0x[0-9a-f]{64}","transactionBody":\{"from":"0xA11ce","to":"0xB0b","value":"1000","status":"confirmed"\}\}""", output);
    }

    [Fact]
    public async Task Without_an_admins_token_it_says_where_it_ends()
    {
        await using var gateway = await StartGatewayAsync();
        var (isTold, output) = await TellAsync(gateway, isAdmin: false);
        Assert.False(isTold);
        Assert.Contains("The story ends here: 403: {\"error\":\"The user is not admin\"}", output, StringComparison.Ordinal);
    }

    private async Task<(bool IsTold, string Output)> TellAsync(WebApplication gateway, bool isAdmin)
    {
        var token = new TokenMinter(new JwtOptions { Secrets = [Secret] }, TimeProvider.System).Mint(new TokenRequest { IsAdmin = isAdmin });
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = [$"--gateway={gateway.Urls.First()}", $"--token={token}", $"--Queue:ConnectionString=Data Source={File}"],
        });
        await using var output = new StringWriter();
        builder.AddStory(TextWriter.Synchronized(output));
        using var host = builder.Build();
        await host.StartAsync();
        var isTold = await host.Services.GetRequiredService<Story>().TellAsync().ByLimit();
        await host.StopAsync();
        return (isTold, output.ToString());
    }

    private async Task<WebApplication> StartGatewayAsync()
    {
        var builder = GatewayHost.CreateBuilder(["--environment=Production"], Path.GetDirectoryName(File));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Jwt:Secrets:0"] = Secret,
            ["Stores:local:Type"] = "Sqlite",
            ["Stores:local:ConnectionString"] = $"Data Source={File}",
        });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = GatewayHost.Build(builder);
        await app.StartAsync();
        return app;
    }
}
