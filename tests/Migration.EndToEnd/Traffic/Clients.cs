using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using JobsGateway.Migration.EndToEnd.Model;

namespace JobsGateway.Migration.EndToEnd.Traffic;

/// <summary>Clients that poll jobs through the gateway without a break, each fetch in a form of its own, and keep every answer for the judge.</summary>
internal sealed class Clients : IAsyncDisposable
{
    private const int Count = 4;

    // What a client does between two polls: the machine is shared with what is polled.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(8);

    private readonly HttpClient _client;
    private readonly Truth _truth;
    private readonly ConcurrentQueue<Observation> _seen = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _polling;
    private volatile Step? _step;
    private int _count;

    public Clients(Uri gateway, string token, Truth truth)
    {
        _truth = truth;
        _client = new HttpClient { BaseAddress = gateway };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _polling = Task.WhenAll(Enumerable.Range(0, Count).Select(seed => Task.Run(() => PollAsync(seed))));
    }

    /// <summary>The step that is in force; null while it is being changed.</summary>
    public Step? Step
    {
        get => _step;
        set => _step = value;
    }

    /// <summary>How many answers there have been.</summary>
    public int AnswerCount => Volatile.Read(ref _count);

    /// <summary>What has been seen and was not taken yet.</summary>
    public List<Observation> Take()
    {
        var taken = new List<Observation>();
        while (_seen.TryDequeue(out var one))
            taken.Add(one);
        return taken;
    }

    /// <summary>Lets them end their last fetch.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await _polling;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _client.Dispose();
        _ending.Dispose();
    }

#pragma warning disable CA5394 // Which job is polled is to be the same each time.
    private async Task PollAsync(int seed)
    {
        var random = new Random(seed);
        var known = new Dictionary<Question, (string Tag, string Body)>();
        while (!_ending.IsCancellationRequested)
        {
            if (Ask(random) is { } question)
                _seen.Enqueue(await AskAsync(question, random, known));
            Interlocked.Increment(ref _count);
            await Task.Delay(Pause);
        }
    }

    private Question? Ask(Random random)
    {
        var ids = _truth.Ids;
        if (ids.Length == 0)
            return null;
        switch (random.Next(20))
        {
            case 0:
                return new Question(QuestionKind.UnknownId, "", $"65e1f3a0{random.Next(1000):x4}{random.Next(1000):x12}");
            case 1:
                return new Question(QuestionKind.MalformedId, "", $"job-{random.Next(100)}");
        }

        var id = ids[random.Next(ids.Length)];
        if (random.Next(2) == 0)
            return new Question(QuestionKind.ById, id, id);
        var job = JsonNode.Parse(_truth[id][0].Json)!;
        var (isAgenda, data) = (job["status"] is null, job["data"]!);
        if (isAgenda)
            return new Question(QuestionKind.ByCorrelationId, id, (string)data["correlationId"]!);
        return (string?)data["externalId"] is { } externalId ? new Question(QuestionKind.ByExternalId, id, externalId) : new Question(QuestionKind.ById, id, id);
    }

    private async Task<Observation> AskAsync(Question question, Random random, Dictionary<Question, (string Tag, string Body)> known)
    {
        var isHead = random.Next(6) == 0;
        var copy = known.GetValueOrDefault(question);
        using var request = new HttpRequestMessage(isHead ? HttpMethod.Head : HttpMethod.Get, question.Path);
        if (!isHead && copy.Tag is not null && random.Next(2) == 0)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(copy.Tag));
        var (step, asked, sentAt) = (_step, Moments.Next(), DateTimeOffset.UtcNow);
        try
        {
            using var response = await _client.SendAsync(request);
            var body = await response.Content.ReadAsStringAsync();
            var tag = response.Headers.ETag?.ToString();
            var status = (int)response.StatusCode;
            if (status == 200 && !isHead)
                known[question] = (tag!, body);
            return new Observation(
                question, step, asked, Moments.Next(), sentAt, DateTimeOffset.UtcNow, status, response.Headers.Contains("X-Powered-By"), tag,
                isHead ? null : status == 304 ? copy.Body : body);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return new Observation(question, step, asked, Moments.Next(), sentAt, DateTimeOffset.UtcNow, 0, false, null, e.Message);
        }
    }
#pragma warning restore CA5394
}
