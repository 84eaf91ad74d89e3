using System.Globalization;

namespace JobsGateway.Stores.Abstractions.Configuration;

/// <summary>Turns the text of a setting into its value, and says how it should have been written where it can't.</summary>
internal static class SettingText
{
    /// <summary>Whether values of this type are sections rather than texts.</summary>
    public static bool IsNested(Type type) => Nullable.GetUnderlyingType(type) is null && type.IsClass && type != typeof(string) && type != typeof(Uri);

    public static bool TryParse(Type type, string text, out object? value, out string cure)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        (value, cure) = type switch
        {
            _ when type == typeof(string) => (text, ""),
            _ when type == typeof(bool) => (bool.TryParse(text, out var flag) ? flag : null, "is neither true nor false"),
            _ when type == typeof(int) => (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null, "is no whole number"),
            _ when type == typeof(double) => (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null, "is no number; write it like 0.5"),
            _ when type == typeof(TimeSpan) => ((object?)Duration(text), "is no duration; write it like 00:00:30 (hours:minutes:seconds)"),
            _ when type == typeof(DateTimeOffset) => (Moment(text), "is no moment; write it like 2026-12-01T00:00:00Z"),
            _ when type == typeof(Uri) => (Address(text), "is no absolute http(s) address; write it like https://studio.example.com/"),
            _ when type.IsEnum => (Choice(type, text), $"is none of {string.Join(", ", Enum.GetNames(type))}; write one of them"),
            _ => throw new NotSupportedException($"{type} is no type of a setting."),
        };
        return value is not null;
    }

    // A number alone would be read as days.
    private static TimeSpan? Duration(string text) =>
        text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var duration) ? duration : null;

    // The JSON provider reads such a text as it stands; of a moment without a zone nobody could say which it means.
    private static DateTimeOffset? Moment(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;

    private static Uri? Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;

    // By name: Enum.TryParse takes numbers and lists of names too.
    private static object? Choice(Type type, string text) =>
        Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse(type, text, ignoreCase: true) : null;
}
