using System.Text;
using JobsGateway.Tests.Upstreams;

namespace JobsGateway.Stores.Upstream.Tests.Failures;

/// <summary>The ways in which a server breaks.</summary>
internal static class Breakage
{
    private static readonly Answer Good = Answer.Ok("{\"data\":{\"_id\":\"5f0000000000000000000abc\",\"name\":\"relay\"}}");
    private static readonly Answer Chunks = Answer.Chunked(200, "application/json; charset=utf-8", [Encoding.UTF8.GetBytes("{\"data\":{\"name\""), Encoding.UTF8.GetBytes(":\"relay\"}}")]);

    /// <summary>They end at once.</summary>
    public static Dictionary<string, Action<ScriptedUpstream>> Ends { get; } = new()
    {
        ["reset on accept"] = upstream => upstream.OnAccept(_ => Reply.Nothing.Reset()),
        ["close on accept"] = upstream => upstream.OnAccept(_ => Reply.Nothing.Close()),
        ["reset after the request head"] = upstream => upstream.OnHead(_ => Reply.Nothing.Reset()),
        ["close after the request head"] = upstream => upstream.OnHead(_ => Reply.Nothing.Close()),
        ["reset after the request"] = upstream => upstream.Always(Reply.Nothing.Reset()),
        ["close after the request"] = upstream => upstream.Always(Reply.Nothing.Close()),
        ["reset after the status line"] = upstream => upstream.Always(Reply.SendUpTo(Good, Stage.StatusLine).Reset()),
        ["close after the status line"] = upstream => upstream.Always(Reply.SendUpTo(Good, Stage.StatusLine).Close()),
        ["reset after the headers"] = upstream => upstream.Always(Reply.SendUpTo(Good, Stage.Headers).Reset()),
        ["close after the headers"] = upstream => upstream.Always(Reply.SendUpTo(Good, Stage.Headers).Close()),
        ["reset mid body"] = upstream => upstream.Always(Reply.SendUpTo(Good, Stage.HalfBody).Reset()),
        ["close mid body"] = upstream => upstream.Always(Reply.SendUpTo(Good, Stage.HalfBody).Close()),
        ["reset mid chunks"] = upstream => upstream.Always(Reply.SendUpTo(Chunks, Stage.HalfBody).Reset()),
        ["close mid chunks"] = upstream => upstream.Always(Reply.SendUpTo(Chunks, Stage.HalfBody).Close()),
        ["longer than it is"] = upstream => upstream.Always(Reply.Send(Good.WithLength(Good.WireBody.Length + 10)).Close()),
        ["bad chunk size"] = upstream => upstream.Always(Reply.Send(Chunks.WithWireBody("5\r\nab1de\r\nxyz\r\n"u8.ToArray())).Close()),
        ["negative length"] = upstream => upstream.Always(Reply.Send(Good.Without("Content-Length").With("Content-Length", "-3").With("Transfer-Encoding", "chunked").WithWireBody("zz\r\n"u8.ToArray())).Close()),
        ["garbage"] = upstream => upstream.Always(Reply.Send("\u0016\u0003\u0001 this is no HTTP at all\r\n\r\n").Close()),
        ["header without a colon"] = upstream => upstream.Always(Reply.Send("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n").Close()),
        ["huge headers"] = upstream => upstream.Always(Reply.Send(Good.With("X-Huge", new string('x', 200_000))).Close()),
    };

    /// <summary>They never end.</summary>
    public static Dictionary<string, Action<ScriptedUpstream>> Hangs { get; } = new()
    {
        ["never answers"] = upstream => upstream.Always(Reply.Never),
        ["silent after accept"] = upstream => upstream.OnAccept(_ => Reply.Nothing.HangOn()),
        ["hangs after the status line"] = upstream => upstream.Always(Reply.SendUpTo(Good, Stage.StatusLine).HangOn()),
        ["hangs after the headers"] = upstream => upstream.Always(Reply.SendUpTo(Good, Stage.Headers).HangOn()),
        ["hangs mid body"] = upstream => upstream.Always(Reply.SendUpTo(Good, Stage.HalfBody).HangOn()),
        ["hangs mid chunks"] = upstream => upstream.Always(Reply.SendUpTo(Chunks, Stage.HalfBody).HangOn()),
        ["drips"] = upstream => upstream.Always(Reply.SendUpTo(Good, Stage.Headers).Drip(Good.From(Stage.Headers), TimeSpan.FromMilliseconds(100)).HangOn()),
    };

    /// <summary>The answer's headers have come whole: what is streamed has begun then.</summary>
    public static bool HasBegun(string name) => name is "reset after the headers" or "close after the headers" or "longer than it is" or "bad chunk size"
        || name.Contains("mid ", StringComparison.Ordinal) || name is "hangs after the headers" or "drips" or "negative length";
}
