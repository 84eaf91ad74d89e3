namespace JobsGateway.Stores.Upstream.Forwarding;

/// <summary>What a server answered, or the gateway in its place where it could not be asked, before a client has any of it.</summary>
public readonly struct UpstreamAnswer
{
    private readonly HttpResponseMessage _message;

    internal UpstreamAnswer(HttpResponseMessage message, ReadOnlyMemory<byte>? body)
    {
        _message = message;
        Body = body;
    }

    /// <summary>The status.</summary>
    public int Status => (int)_message.StatusCode;

    /// <summary>The server's own clock when it answered, to the second; null where it does not tell.</summary>
    public DateTimeOffset? Date => _message.Headers.Date;

    /// <summary>The whole body; null where it is longer than the store's <c>AnswerBuffer</c> and only streamed. Nobody changes the bytes any more.</summary>
    public ReadOnlyMemory<byte>? Body { get; }

    /// <summary>The headers, by name in any case; several of one name are joined by commas. A copy: the answer itself is gone once the client has it.</summary>
    public IReadOnlyDictionary<string, string> CopyHeaders()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in _message.Headers.NonValidated)
            headers[name] = string.Join(", ", values);
        foreach (var (name, values) in _message.Content.Headers.NonValidated)
            headers[name] = string.Join(", ", values);
        return headers;
    }
}

/// <summary>Looks at an answer before the client has any of it.</summary>
/// <param name="answer">The answer; valid during the call only.</param>
/// <returns>Whether the client is to have it.</returns>
public delegate bool AnswerFilter(in UpstreamAnswer answer);
