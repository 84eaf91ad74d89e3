using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;

namespace JobsGateway.Gateway.Operations;

/// <summary>What a newcomer needs first, printed once in Development: lines to paste, with tokens that work.</summary>
internal static class StartupMessage
{
    public static void Write(WebApplication app, TextWriter output)
    {
        if (!app.Environment.IsDevelopment())
            return;
        var address = app.Urls.First();
        var jwt = JwtConfiguration.Read(app.Configuration, app.Environment);
        if (jwt.Options.Secrets.Count == 0)
            return; // Tokens come from the authority; none can be minted here.
        var minter = new TokenMinter(jwt.Options, app.Services.GetRequiredService<TimeProvider>());
        var user = minter.Mint(new TokenRequest { Lifetime = TimeSpan.FromDays(1) });
        var admin = minter.Mint(new TokenRequest { Lifetime = TimeSpan.FromDays(1), IsAdmin = true });
        output.WriteLine(
            $"""

            JobsGateway is ready on {address} (Development: everybody knows the secret).

            Fetch a job:
              curl -H "Authorization: Bearer {user}" {address}/api/v2/jobs/{SampleJobs.FinishedJobId}

            Retry a failed one (needs an admin's token):
              curl -X POST -H "Authorization: Bearer {admin}" {address}/api/v2/jobs/retry/{SampleJobs.FailedJobId}

            Try it in the browser: {address}{ApiDocuments.PagePath}    Stop: Ctrl+C

            """);
    }
}
