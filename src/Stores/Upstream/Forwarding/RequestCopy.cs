namespace JobsGateway.Stores.Upstream.Forwarding;

/// <summary>Copies a message without a body, to send it a second time.</summary>
internal static class RequestCopy
{
    public static HttpRequestMessage Of(HttpRequestMessage message)
    {
        // With a body it gets here only where no connection was made: the body has not been touched, and nothing else holds the message.
        if (message.Content is not null)
            return message;
        var copy = new HttpRequestMessage(message.Method, message.RequestUri) { Version = message.Version, VersionPolicy = message.VersionPolicy };
        foreach (var header in message.Headers.NonValidated)
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return copy;
    }
}
