using System.Text.Json;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>A claim that should be a number, such as a time in seconds since 1970.</summary>
/// <param name="IsPresent">Whether the payload has it at all.</param>
/// <param name="Value">The number; null where it is missing or something else.</param>
internal readonly record struct NumericClaim(bool IsPresent, double? Value)
{
    /// <summary>Whether it is there but no number.</summary>
    public bool IsInvalid => IsPresent && Value is null;

    public static NumericClaim Read(ref Utf8JsonReader reader) =>
        new(true, reader.TokenType == JsonTokenType.Number ? reader.Number() : null);
}
