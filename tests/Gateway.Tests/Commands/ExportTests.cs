namespace JobsGateway.Gateway.Tests.Commands;

/// <summary>The command <c>export</c>, as a user meets it.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly MovingJobs _jobs = new();

    public void Dispose() => _jobs.Dispose();

    [Fact]
    public async Task What_is_exported_and_imported_elsewhere_is_the_same()
    {
        await _jobs.FillAsync();
        string[] files = ["--agenda-jobs", _jobs.PathOf("a.json"), "--queue-jobs", _jobs.PathOf("q.json")];
        var export = await _jobs.RunAsync(["export", "--store", "local", .. files]);
        Assert.True(export.ExitCode == 0, export.Output + export.Error);
        Assert.Matches(@"agenda jobs: \d+ written", export.Output);
        Assert.Equal(["a.json", "a.json.notes.jsonl", "q.json"], _jobs.Names);
        Assert.Equal(0, (await _jobs.RunAsync(["import", "--store", "other", .. files])).ExitCode);
        var verify = await _jobs.RunAsync("verify", "--store", "local", "--against", "other");
        Assert.True(verify.ExitCode == 0, verify.Output + verify.Error);

        var again = await _jobs.RunAsync(["export", .. files]);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("--force", again.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await _jobs.RunAsync(["export", "--force", .. files])).ExitCode);
    }

    [Theory]
    [InlineData("--agenda-jobs", "export")]
    [InlineData("there is no store 'nowhere'", "export", "--store", "nowhere", "--queue-jobs", "q.json")]
    [InlineData("can't be exported", "export", "--store", "studio", "--queue-jobs", "q.json")]
    [InlineData("no-folder", "export", "--queue-jobs", "no-folder/q.json")]
    public async Task An_export_that_cannot_run_ends_with_one_and_a_sentence(string expected, params string[] arguments)
    {
        var (exitCode, output, error) = await _jobs.RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Assert.Empty(_jobs.Names);
    }
}
