using JobsGateway.Benchmarks.Common;
using JobsGateway.Benchmarks.Verify;

namespace JobsGateway.Verify.Tests;

/// <summary>The trial that <c>benchmarks/Verify</c> runs with a million jobs, with fewer.</summary>
public sealed class TrialTests
{
    [Fact]
    public async Task Each_of_100_differences_among_20_000_jobs_is_found_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var trial = new VerifyTrial(folder.Path, 20_000, 100, seed: 7);
        await trial.PrepareAsync(default);
        Assert.Equal(100, trial.Planted.Count);
        foreach (var verify in new Func<CancellationToken, Task<Ended>>[] { trial.WithStoreAsync, trial.WithFilesAsync })
        {
            var ended = await verify(default);
            Assert.True(ended.ExitCode == 2, ended.Finished.Output + ended.Errors);
            var (unexpected, overlooked) = trial.Check();
            Assert.Empty(unexpected);
            Assert.Empty(overlooked);
        }

        Assert.Equal(0, (await trial.WithTheSameAsync(default)).ExitCode);
        Assert.Empty(await File.ReadAllTextAsync(trial.Report));
    }
}
