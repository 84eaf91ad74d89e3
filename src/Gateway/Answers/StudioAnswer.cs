using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Answers;

/// <summary>What an answer says, whatever its status is.</summary>
internal enum AnswerKind
{
    /// <summary>There is no such job, and the store is sure of it.</summary>
    NotFound = 0,

    /// <summary>The store could not be asked.</summary>
    Unavailable,

    /// <summary>Anything else: the job, or why the request or the operation is refused.</summary>
    Answered,
}

/// <summary>An answer that has not been written yet.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Prefix">The body's first piece.</param>
/// <param name="Document">The body's middle piece: a stored document goes out without being copied into an envelope first.</param>
/// <param name="Suffix">The body's last piece.</param>
/// <param name="Reason">Why the store is unavailable; for the operator, never for the client.</param>
/// <param name="RetryAfter">When it is worth asking again.</param>
internal readonly record struct StudioAnswer(
    AnswerKind Kind,
    int Status,
    ReadOnlyMemory<byte> Prefix,
    ReadOnlyMemory<byte> Document,
    ReadOnlyMemory<byte> Suffix,
    string? Reason = null,
    TimeSpan? RetryAfter = null)
{
    /// <summary>The whole body, in one piece.</summary>
    public ReadOnlyMemory<byte> ToBody()
    {
        if (Prefix.IsEmpty && Suffix.IsEmpty)
            return Document;
        var body = new byte[Prefix.Length + Document.Length + Suffix.Length];
        Prefix.CopyTo(body);
        Document.CopyTo(body.AsMemory(Prefix.Length));
        Suffix.CopyTo(body.AsMemory(Prefix.Length + Document.Length));
        return body;
    }

    /// <summary>The status only: the body may hold the job.</summary>
    public override string ToString() => $"{Kind} ({Status})";

    /// <summary>An answer in one piece.</summary>
    public static StudioAnswer Of(int status, ReadOnlyMemory<byte> body, AnswerKind kind = AnswerKind.Answered) => new(kind, status, default, body, default);
}
