using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Wire = JobsGateway.Tests.Upstreams.Answer;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>A server that shows jobs as Studio does: 404, weak ETags and 304; or what a test tells it to.</summary>
internal sealed class StudioDouble : IAsyncDisposable
{
    private const string NotFound = """{"error":"Job not found"}""";

    private readonly ConcurrentDictionary<string, Func<ReceivedRequest, Reply?>> _replies = new(StringComparer.Ordinal);

    private StudioDouble() => Upstream.On(request => _replies.TryGetValue(request.Path, out var reply) ? reply(request) : Json(request, 404, NotFound));

    public ScriptedUpstream Upstream { get; } = ScriptedUpstream.Start();

    public string Address => Upstream.Address.ToString();

    public static StudioDouble Start() => new();

    public static string PathOf(string id) => "/api/v2/jobs/" + id;

    /// <summary>How often a job was asked for.</summary>
    public int Asked(string id) => Upstream.Count("GET", PathOf(id));

    /// <summary>Shows a job, from now on.</summary>
    public void Show(string id, string job) => Answer(id, request => Json(request, 200, $"{{\"data\":{job}}}"));

    /// <summary>Shows a job as it is at that moment.</summary>
    public void Show(string id, Func<string> job) => Answer(id, request => Json(request, 200, $"{{\"data\":{job()}}}"));

    public void Answer(string id, Reply reply) => Answer(id, _ => reply);

    public void Answer(string id, Func<ReceivedRequest, Reply?> reply) => _replies[PathOf(id)] = reply;

    /// <summary>Answers a path.</summary>
    public void AnswerPath(string path, Func<ReceivedRequest, Reply?> reply) => _replies[path] = reply;

    public static Reply Json(ReceivedRequest request, int status, string json)
    {
        var etag = ETagOf(json);
        return status == 200 && request.Header("If-None-Match") is { } tags && tags.Contains(etag["W/".Length..], StringComparison.Ordinal)
            ? Reply.Send(Wire.Of(304).With("X-Powered-By", "Express").With("ETag", etag))
            : Reply.Send(Wire.Json(status, json).With("ETag", etag));
    }

    public static string ETagOf(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return $"W/\"{bytes.Length:x}-{Convert.ToBase64String(SHA1.HashData(bytes))[..27]}\"";
    }

    public ValueTask DisposeAsync() => Upstream.DisposeAsync();
}
