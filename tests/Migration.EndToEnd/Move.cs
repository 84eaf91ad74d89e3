using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using JobsGateway.Migration.EndToEnd.Model;
using JobsGateway.Migration.EndToEnd.Processes;
using JobsGateway.Migration.EndToEnd.Traffic;
using JobsGateway.Stores.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace JobsGateway.Migration.EndToEnd;

/// <summary>A Studio, a gateway before it, and clients of it: what a move of jobs goes on with.</summary>
internal sealed class Move : IAsyncDisposable
{
    private const string Secret = "a-secret-of-more-than-thirty-two-bytes";

    // A SQLite store sees what another process has written after 5 ms at the latest.
    private static readonly TimeSpan SeenElsewhere = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobsgateway-move-");
    private readonly HashSet<(string Step, QuestionKind Kind, int Status, bool IsStudio)> _met = [];
    private readonly HttpClient _client = new();
    private readonly Judge _judge;
    private Clients _clients = null!;
    private int _changes, _made;
    private SqliteJobStore? _local;

    private Move() => _judge = new Judge(Truth);

    public Truth Truth { get; } = new();

    public StudioProcess Studio { get; private set; } = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    /// <summary>The gateway's local store, past the gateway.</summary>
    public SqliteJobStore Local => _local ??= new SqliteJobStore(new SqliteStoreOptions(PathOf("data/jobs.db")), TimeProvider.System, NullLogger<SqliteJobStore>.Instance);

    public static async Task<Move> StartAsync(string sample, Step step)
    {
        var move = new Move();
        move.Studio = await StudioProcess.StartAsync(move._folder.FullName, Secret);
        move.Gateway = new GatewayProcess(move._folder.FullName, Secret, move.Studio);
        await move.AdvanceAsync(60);
        await move.Gateway.StartAsync(sample);
        var (_, token) = await move.Gateway.RunAsync("token", "--admin");
        move._client.BaseAddress = move.Gateway.Address;
        move._client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        move._clients = new Clients(move.Gateway.Address, token, move.Truth) { Step = step };
        return move;
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Puts a step's configuration in force.</summary>
    public async Task GoToAsync(string sample, Step step, int? percent = null)
    {
        if (_clients.Step is { } left)
            await MeetAllAsync(left);
        _clients.Step = null;
        await Gateway.ConfigureAsync(sample, percent);
        _clients.Step = step;
    }

    /// <summary>Lets the clients poll for a while, and judges everything they were answered.</summary>
    public async Task PollAsync(int answers = 200)
    {
        var enough = _clients.AnswerCount + answers;
        await Bounds.UntilAsync($"{answers} more answers", () => _clients.AnswerCount >= enough);
        var seen = _clients.Take();
        var faults = seen.Select(one => (Seen: one, Fault: _judge.Fault(one))).Where(one => one.Fault is not null).ToList();
        foreach (var one in seen.Where(one => one.Step is not null))
            _met.Add((one.Step!.Name, one.Question.Kind, one.Status, one.IsStudio));
        Assert.True(faults.Count == 0, $"{faults.Count} of {seen.Count} answers are wrong, such as: {string.Join('\n', faults.Take(3).Select(Text))}");

        string Text((Observation Seen, string? Fault) one) =>
            $"{one.Fault}: {one.Seen}, known up to {Truth.FollowedAt(one.Seen.Asked)}\n  {string.Join("\n  ", Truth[one.Seen.Question.JobId])}";
    }

    /// <summary>Does what may change Studio's jobs, and takes down what it changed.</summary>
    public async Task<T> ChangingAsync<T>(Func<Task<T>> action)
    {
        var since = Moments.Next();
        var result = await action();
        var changes = await Studio.ChangesAsync(_changes);
        _changes += changes.Count;
        Truth.Note(changes, since, Moments.Next());
        return result;
    }

    /// <summary>Lets Studio's applications and workers go on.</summary>
    public Task AdvanceAsync(int steps) => ChangingAsync(async () =>
    {
        await Studio.AdvanceAsync(steps);
        return steps;
    });

    /// <summary>The clients end, and so does Studio.</summary>
    public async Task StudioLeavesAsync()
    {
        await PollAsync(1);
        await _clients.EndAsync();
        await Studio.KillAsync();
    }

    /// <summary>How many changes Studio's jobs have seen.</summary>
    public int StudioChanges => _changes;

    /// <summary>A job is made by one of the other paths, and is there at once.</summary>
    public async Task<string> MakeJobAsync()
    {
        var data = $$"""{"methodName":"transfer","correlationId":"made-{{++_made}}"}""";
        var (status, body) = await ChangingAsync(() => SendAsync(HttpMethod.Post, "/api/v2/relay", data));
        Assert.True(status == 200, body);
        var id = (string)JsonNode.Parse(body)!["job"]!["_id"]!;
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, $"/api/v2/jobs/{id}")).Status);
        return id;
    }

    /// <summary>Waits until the local store has what Studio has.</summary>
    public async Task FollowAsync()
    {
        var written = Moments.Next();
        var marker = JobId.Parse(await MakeJobAsync());
        await Local.PrepareAsync(default);
        await Bounds.UntilAsync<string>("the import is up to date", async () => (await Local.FetchByIdAsync(marker, default)).Status == OutcomeStatus.Found ? "" : null);
        await SettleAsync();
        Truth.FollowedUpTo(written, Moments.Next());
    }

    /// <summary>Lets both processes see what either has written to the local store.</summary>
    public Task SettleAsync() => Task.Delay(SeenElsewhere);

    public async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.SendAsync(request).ByLimit();
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync().ByLimit());
    }

    public async ValueTask DisposeAsync()
    {
        if (_clients is not null)
            await _clients.DisposeAsync();
        if (_local is not null)
            await _local.DisposeAsync();
        await Gateway.DisposeAsync();
        await Studio.DisposeAsync();
        _client.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Polls until every sort of fetch was answered at a step, also by "not modified", and by each side that has to.</summary>
    private async Task MeetAllAsync(Step step)
    {
        var sides = new[] { true, false }.Where(isStudio => isStudio ? step.LocalPercent < 100 : step.LocalPercent > 1).ToList();
        var missing = sides.SelectMany(isStudio => new[]
        {
            (step.Name, QuestionKind.ById, 200, isStudio), (step.Name, QuestionKind.ById, 304, isStudio), (step.Name, QuestionKind.ByCorrelationId, 200, isStudio),
            (step.Name, QuestionKind.ByExternalId, 200, isStudio), (step.Name, QuestionKind.MalformedId, isStudio ? 500 : 400, isStudio),
        }).ToHashSet();
        await Bounds.UntilAsync<string>(
            $"every sort of answer at {step}",
            async () =>
            {
                await PollAsync(20);
                missing.ExceptWith(_met);
                return missing.Count == 0 && _met.Any(one => one.Step == step.Name && one is { Kind: QuestionKind.UnknownId, Status: 404 }) ? "" : null;
            },
            () => string.Join(", ", missing));
    }
}
