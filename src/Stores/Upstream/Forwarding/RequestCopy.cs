namespace JobsGateway.Stores.Upstream.Forwarding;

/// <summary>Copies a message, but for its body.</summary>
internal static class RequestCopy
{
    public static HttpRequestMessage Of(HttpRequestMessage message)
    {
        var copy = new HttpRequestMessage(message.Method, message.RequestUri) { Version = message.Version, VersionPolicy = message.VersionPolicy };
        foreach (var header in message.Headers.NonValidated)
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        return copy;
    }
}
