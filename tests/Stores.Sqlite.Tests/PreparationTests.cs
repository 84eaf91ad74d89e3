using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Stores.Sqlite.Tests;

public sealed class PreparationTests : IDisposable
{
    private readonly SqliteFixture _fixture = new();

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(_fixture.File, new string('x', 10_000));
        await RefusesAsync("is no SQLite database");
    }

    [Fact]
    public async Task A_folder_in_the_files_place_is_refused()
    {
        Directory.CreateDirectory(_fixture.File);
        await RefusesAsync("can't be opened");
    }

    [Fact]
    public async Task A_file_in_the_folders_place_is_refused()
    {
        var file = Path.Combine(_fixture.Folder, "file");
        await File.WriteAllTextAsync(file, "");
        await using var store = new SqliteJobStore(new SqliteStoreOptions(Path.Combine(file, "jobs.db")), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);
        await Assert.ThrowsAsync<JobStoreException>(() => store.PrepareAsync(default));
    }

    [Fact]
    public async Task A_truncated_database_is_refused()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        using (var file = File.OpenWrite(_fixture.File))
            file.SetLength(5_000);
        await RefusesAsync("is damaged");
    }

    [Fact]
    public async Task A_database_locked_by_another_is_refused_in_time()
    {
        await (await _fixture.PreparedStoreAsync()).DisposeAsync();
        using var other = _fixture.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        await RefusesAsync("is locked by another process");
    }

    [Fact]
    public async Task A_cancelled_preparation_makes_no_file()
    {
        await using var store = _fixture.NewStore();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PrepareAsync(new CancellationToken(true)));
        Assert.False(File.Exists(_fixture.File));
    }

    public void Dispose() => _fixture.Dispose();

    private async Task RefusesAsync(string reason)
    {
        var refusal = await Assert.ThrowsAsync<JobStoreException>(
            () => _fixture.PreparedStoreAsync(TimeSpan.FromMilliseconds(100)).WaitAsync(TimeSpan.FromSeconds(10)));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(_fixture.File, refusal.Message, StringComparison.Ordinal);
    }
}
