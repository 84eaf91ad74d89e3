using System.Text.Json.Nodes;
using JobsGateway.Migration.EndToEnd.Model;
using JobsGateway.Migration.EndToEnd.Processes;
using JobsGateway.Migration.EndToEnd.Traffic;

namespace JobsGateway.Migration.EndToEnd;

/// <summary>The guide, docs/migrate.md, walked from its first step to its last and back, while clients poll and Studio works.</summary>
public sealed class GuideTests : IAsyncLifetime
{
    private const string AgendaJobs = "agendaJobs.json", QueueJobs = "queuejobs.json";

    private Move _move = null!;
    private ParityDesk _parity = null!;
    private Retrying _retrying = null!;
    private ChildProcess _import = null!;

    public async Task InitializeAsync()
    {
        _move = await Move.StartAsync("01-in-front.json", new Step("in front", 0));
        (_parity, _retrying) = (new ParityDesk(_move), new Retrying(_move));
    }

    public async Task DisposeAsync()
    {
        if (_import is not null)
            await _import.DisposeAsync();
        await _move.DisposeAsync();
    }

    [Fact]
    public async Task Every_step_there_and_back_answers_every_client_rightly()
    {
        await InFrontAsync();
        await ImportAsync();
        await ShadowAsync();
        await CanaryAsync();
        await SwitchAsync();
        await OwnerAsync();
        await LocalAsync();
        await BackAsync();
    }

    private async Task InFrontAsync()
    {
        await LiveAsync();
        // What is imported by mistake in a later step.
        await File.WriteAllTextAsync(_move.PathOf("old-" + AgendaJobs), await _move.Studio.ExportAsync("agenda"));
        await File.WriteAllTextAsync(_move.PathOf("old-" + QueueJobs), await _move.Studio.ExportAsync("queue"));
    }

    private async Task ImportAsync()
    {
        await _move.GoToAsync("02-import.json", new Step("import", 0));
        await FollowAsync();
        await _move.FollowAsync();
        await _retrying.IsRetriedByStudioAsync(await _retrying.FailedJobAsync(), isPublished: true);
        await LiveAsync();
        await VerifyAsync(0, "same, compared in");
    }

    private async Task ShadowAsync()
    {
        await _move.GoToAsync("03-shadow.json", new Step("shadow", 0));
        await LiveAsync();

        // Old copies take the place of jobs that have changed since.
        await RunAsync(0, "updated", "import", "--agenda-jobs", "old-" + AgendaJobs, "--queue-jobs", "old-" + QueueJobs);
        var report = await _parity.NotReadyAsync("FetchById");
        Assert.True((int)report["different"]! > 0);
        Assert.NotEmpty(report["samples"]!.AsArray());
        await VerifyAsync(2, "different: queue");
        await _move.PollAsync();
        Assert.NotEqual("ready", await _parity.VerdictAsync("FetchById"));
        await RunAsync(0, "updated", "import", "--from", _move.Studio.Database, "--checkpoint", "mend.json");
        await VerifyAsync(0, "same, compared in");
        await _move.FollowAsync();
        await _parity.ResetAsync();
        await _parity.ReadyAsync("studio", "local");

        // The import ends unseen, and Studio goes on.
        await _import.KillAsync();
        await LiveAsync();
        await _parity.NotReadyAsync("FetchById");
        await _move.PollAsync();
        Assert.NotEqual("ready", await _parity.VerdictAsync("FetchById"));
        await _import.DisposeAsync();
        await FollowAsync();
        await _move.FollowAsync();
        await VerifyAsync(0, "same, compared in");
        await _parity.ResetAsync();
        await _parity.ReadyAsync("studio", "local");
        await _move.PollAsync();
    }

    private async Task CanaryAsync()
    {
        foreach (var percent in new[] { 1, 50, 100 })
        {
            await _move.GoToAsync("04-canary.json", new Step($"canary {percent} %", percent), percent);
            await LiveAsync();
            await _retrying.IsRetriedByStudioAsync(await _retrying.FailedJobAsync(), isPublished: false);
            await _move.FollowAsync();
            await _move.PollAsync();
        }

        await _parity.ResetAsync();
        await _parity.ReadyAsync("studio", "local");
    }

    private async Task SwitchAsync()
    {
        var step = new Step("switch", 100);
        await _move.GoToAsync("05-switch.json", step);
        await LiveAsync();
        await _move.GoToAsync("03-shadow.json", new Step("back from the switch", 0));
        await LiveAsync();
        await _move.GoToAsync("05-switch.json", step);
        await _retrying.IsRetriedByStudioAsync(await _retrying.FailedJobAsync(), isPublished: true);
        await _move.FollowAsync();
        await _parity.ResetAsync();
        await _parity.ReadyAsync("local", "studio");
        await _retrying.IsRetriedHereAsync(await _retrying.FailedJobMadeHereAsync(), isPublished: false);
        await LiveAsync();
    }

    private async Task OwnerAsync()
    {
        await _move.FollowAsync();
        await _move.GoToAsync("06-owner.json", new Step("owner", 100));
        await LiveAsync();
        await _retrying.IsRetriedHereAsync(await _retrying.FailedJobAsync(), isPublished: true);
        await _retrying.IsRetriedHereAsync(await _retrying.FailedJobMadeHereAsync(), isPublished: false);

        await _import.PauseAsync();
        var elsewhere = await _retrying.FailedJobAsync(isHere: false);
        await _retrying.IsRetriedByStudioAsync(elsewhere, isPublished: true);
        await _import.ContinueAsync();
        await _move.FollowAsync();
        await SeveralAsync();
        await LiveAsync();
    }

    private async Task SeveralAsync()
    {
        string[] ids = [await _retrying.FailedJobAsync(), await _retrying.FailedJobMadeHereAsync()];
        var (changes, since) = (_move.StudioChanges, Moments.Next());
        var (status, body) = await _move.ChangingAsync(() => _move.SendAsync(HttpMethod.Post, "/api/v2/jobs/retry", new JsonArray([.. ids]).ToJsonString()));
        Assert.True(status == 200, body);
        Assert.Equal((2, changes), ((int)JsonNode.Parse(body)!["size"]!, _move.StudioChanges));
        foreach (var id in ids.Concat(JsonNode.Parse(body)!["data"]!.AsArray().Select(job => (string)job!["_id"]!)))
            await _retrying.NoteAsync(id, since);
    }

    private async Task LocalAsync()
    {
        await _move.FollowAsync();
        Assert.True(await _import.TerminateAsync() == 0, _import.Output);
        await _move.GoToAsync("07-local.json", new Step("local", 100));
        // What the shadow had begun comes to its end.
        await Bounds.UntilAsync<string>("nobody asks Studio any more", async () =>
        {
            var asked = await _move.Studio.RequestsAsync("fetches");
            await _move.PollAsync();
            return asked == await _move.Studio.RequestsAsync("fetches") ? "" : null;
        });
        await _retrying.IsRetriedHereAsync(await _retrying.FailedJobMadeHereAsync(), isPublished: true);
        Assert.Equal(404, (await _move.SendAsync(HttpMethod.Post, "/api/v2/relay", "{}")).Status);
        await _move.PollAsync();
    }

    private async Task BackAsync()
    {
        var step = new Step("back", 0);
        await _move.GoToAsync("08-back.json", step);
        await _move.MakeJobAsync();
        await _retrying.IsRetriedHereAsync(await _retrying.FailedJobMadeHereAsync(), isPublished: true);
        await _move.PollAsync();

        await RunAsync(0, "updated", "import", "--from", _move.Studio.Database, "--checkpoint", "back.json");
        await RunAsync(0, "written", "export", "--agenda-jobs", AgendaJobs, "--queue-jobs", QueueJobs);
        string[] copy = ["--Stores:copy:Type=Sqlite", "--Stores:copy:ConnectionString=Data Source=data/copy.db"];
        await RunAsync(0, "rejected 0", ["import", "--store", "copy", "--agenda-jobs", AgendaJobs, "--queue-jobs", QueueJobs, .. copy]);
        await RunAsync(0, "same, compared in", ["verify", "--store", "copy", "--against", "local", .. copy]);
        await _move.ChangingAsync(async () =>
        {
            await _move.Studio.ImportAsync("agenda", await File.ReadAllTextAsync(_move.PathOf(AgendaJobs)));
            await _move.Studio.ImportAsync("queue", await File.ReadAllTextAsync(_move.PathOf(QueueJobs)));
            return 0;
        });
        await VerifyAsync(0, "same, compared in");
        await _parity.ResetAsync();
        await _parity.ReadyAsync("studio", "local");
        await _move.PollAsync();

        await _move.GoToAsync("01-in-front.json", new Step("in front again", 0));
        await LiveAsync();
    }

    /// <summary>Studio works while clients poll.</summary>
    private async Task LiveAsync()
    {
        for (var i = 0; i < 5; i++)
        {
            await _move.AdvanceAsync(4);
            await _move.MakeJobAsync();
            await _move.PollAsync(40);
        }
    }

    private async Task FollowAsync()
    {
        _import = _move.Gateway.Start("import", "--from", _move.Studio.Database, "--follow");
        await _import.LineAsync("following:");
    }

    private Task VerifyAsync(int expected, string text) =>
        RunAsync(expected, text, "verify", "--from", _move.Studio.Database, "--confirm", expected == 0 ? "true" : "false");

    private async Task RunAsync(int expected, string text, params string[] arguments)
    {
        var (exitCode, output) = await _move.Gateway.RunAsync(arguments);
        Assert.True(exitCode == expected && output.Contains(text, StringComparison.Ordinal), $"{string.Join(' ', arguments)}: {exitCode}\n{output}");
    }
}
