using System.Text.Json.Nodes;

namespace JobsGateway.Gateway.Tests.Commands;

/// <summary>The command <c>verify</c>, as a user meets it.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly MovingJobs _jobs = new();

    public void Dispose() => _jobs.Dispose();

    [Fact]
    public async Task A_store_is_the_same_as_the_files_it_was_imported_from_until_one_changes()
    {
        await _jobs.FillAsync();
        var same = await _jobs.RunAsync(["verify", .. MovingJobs.RecordedFiles]);
        Assert.True(same.ExitCode == 0, same.Output + same.Error);
        Assert.Contains("same, compared in", same.Output, StringComparison.Ordinal);

        var changed = _jobs.PathOf("changed.json");
        string[] lines = await File.ReadAllLinesAsync(MovingJobs.RecordedFiles[3]);
        lines[0] = lines[0].Replace("transferToken", "secretMethod", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(changed, lines[..^1].Append("{not json"));
        var report = _jobs.PathOf("report.jsonl");
        var (exitCode, output, error) = await _jobs.RunAsync("verify", "--queue-jobs", changed, "--report", report);
        Assert.True(exitCode == 2, output + error);
        Assert.DoesNotContain("agenda", output, StringComparison.Ordinal);
        Assert.Contains("extra 1 / different 1 / rejected 1", output, StringComparison.Ordinal);
        Assert.Contains("1  data.methodName", output, StringComparison.Ordinal);
        Assert.DoesNotContain("secretMethod", output + error + await File.ReadAllTextAsync(report), StringComparison.Ordinal);
        Assert.Equal(["different", "extra", "rejected"], (await File.ReadAllLinesAsync(report)).Select(line => JsonNode.Parse(line)!["what"]!.GetValue<string>()));

        Assert.Equal(2, (await _jobs.RunAsync("verify", "--queue-jobs", changed, "--ignore", "status")).ExitCode);
        await File.WriteAllLinesAsync(changed, lines);
        Assert.Equal(0, (await _jobs.RunAsync("verify", "--queue-jobs", changed, "--ignore", "data.methodName")).ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_jobs.PathOf("."), "jobsgateway-verify-*"));
    }

    [Fact]
    public async Task Two_stores_are_compared()
    {
        await _jobs.FillAsync();
        var other = await _jobs.RunAsync("verify", "--store", "other", "--against", "local");
        Assert.Equal(2, other.ExitCode);
        Assert.Matches(@"missing: \d+ more \(--report FILE lists all\)", other.Output);
        await _jobs.FillAsync("other");
        Assert.Equal(0, (await _jobs.RunAsync("verify", "--store", "other", "--against", "local", "--confirm", "true")).ExitCode);
    }

    [Theory]
    [InlineData("--against", "verify")]
    [InlineData("--against", "verify", "--against", "other", "--queue-jobs", "q.json")]
    [InlineData("there is no store 'nowhere'", "verify", "--against", "nowhere")]
    [InlineData("can't be compared", "verify", "--against", "studio")]
    [InlineData("q.json", "verify", "--queue-jobs", "q.json")]
    [InlineData("--ignore a..b", "verify", "--against", "other", "--ignore", "a..b")]
    [InlineData("no-folder", "verify", "--against", "other", "--report", "no-folder/report.jsonl")]
    public async Task A_comparison_that_cannot_run_ends_with_one_and_a_sentence(string expected, params string[] arguments)
    {
        var (exitCode, output, error) = await _jobs.RunAsync(arguments);
        Assert.Equal(1, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        Assert.Empty(_jobs.Names);
    }
}
