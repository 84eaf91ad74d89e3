namespace JobsGateway.Gateway.JavaScript;

/// <summary>Where a text stops being JSON.</summary>
/// <param name="Position">Index of the offending UTF-16 unit; the length of the text where it ends too early.</param>
/// <param name="Expectation">What V8 says was wrong, without the position; null where it names the character it did not expect.</param>
internal readonly record struct JsonFault(int Position, string? Expectation = null);
