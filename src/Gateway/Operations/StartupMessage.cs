using JobsGateway.Gateway.Authentication;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.ConsoleView;
using JobsGateway.Gateway.Operations.Management;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;
using JobsGateway.WebConsole.Hosting;

namespace JobsGateway.Gateway.Operations;

/// <summary>What a newcomer needs first, printed once in Development: lines to paste, with tokens that work.</summary>
internal static class StartupMessage
{
    public static async Task WriteAsync(WebApplication app, TextWriter output)
    {
        if (!app.Environment.IsDevelopment())
            return;
        var address = app.Urls.First();
        var jwt = JwtConfiguration.Read(app.Configuration, app.Environment);
        await output.WriteLineAsync($"\nJobsGateway is ready on {address}\n");
        // A token that opens something real must not stand in a terminal's history or a collected log; this secret opens nothing.
        if (jwt.Options.Secrets is [DevelopmentSecret.Value, ..] && await HasSamplesAsync(app))
            await WriteSamplesAsync(app, jwt.Options, address, output);
        else
            await output.WriteLineAsync($"For a token: {ProgramCommand.Text} token --admin --expires 1h\n");
        var management = ManagementAddresses.OfManagement(app.Configuration);
        var pages = management.Count > 0 ? management[0] : address;
        if (management.Count > 0)
            await output.WriteLineAsync($"Health and reports: {string.Join(", ", management)}\n");
        if (ApiDocuments.IsEnabled(app.Configuration, app.Environment))
            await output.WriteLineAsync($"Try it in the browser: {pages}{ApiDocuments.PagePath}");
        if (ConsoleRegistration.IsEnabled(app.Configuration))
            await output.WriteLineAsync($"Watch it in the console: {pages}{ConsoleBranch.Path}/ (sign in with an admin's token)");
        await output.WriteLineAsync("Stop: Ctrl+C\n");
    }

    private static async Task<bool> HasSamplesAsync(WebApplication app)
    {
        var route = app.Services.GetRequiredService<RoutePlanSource>().Current[Operation.FetchById].Store;
        return route is LocalStore local
            && (await local.Jobs.FetchByIdAsync(JobId.Parse(SampleJobs.FinishedJobId), CancellationToken.None)).Status == OutcomeStatus.Found;
    }

    private static Task WriteSamplesAsync(WebApplication app, JwtOptions options, string address, TextWriter output)
    {
        var minter = new TokenMinter(options, app.Services.GetRequiredService<TimeProvider>());
        var user = minter.Mint(new TokenRequest { Lifetime = TimeSpan.FromDays(1) });
        var admin = minter.Mint(new TokenRequest { Lifetime = TimeSpan.FromDays(1), IsAdmin = true });
        return output.WriteLineAsync(
            $"""
            Fetch a job:
              curl -H "Authorization: Bearer {user}" {address}/api/v2/jobs/{SampleJobs.FinishedJobId}

            Retry a failed one (needs an admin's token):
              curl -X POST -H "Authorization: Bearer {admin}" {address}/api/v2/jobs/retry/{SampleJobs.FailedJobId}

            """);
    }
}
