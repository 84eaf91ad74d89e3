namespace JobsGateway.Comparison.Paths;

/// <summary>One step from a JSON value into one that it contains.</summary>
/// <param name="Key">The key in an object; null for an element of an array.</param>
/// <param name="Index">The index in an array; <see cref="AnyIndex"/> where the order does not count.</param>
internal readonly record struct PathSegment(string? Key, int Index)
{
    public const int AnyIndex = -1;

    public static PathSegment Of(string key) => new(key, 0);

    public static PathSegment At(int index) => new(null, index);
}
