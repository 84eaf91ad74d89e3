using JobsGateway.Comparison.Paths;

namespace JobsGateway.Comparison;

/// <summary>What can be done with the text of a path.</summary>
public static class JsonPath
{
    /// <summary>The path with <c>[*]</c> for every index, so that paths can be counted: <c>items[3].name</c> becomes <c>items[*].name</c>.</summary>
    /// <param name="path">A path as <see cref="Difference.Path"/> has it; another text is returned as it is.</param>
    public static string WithoutIndexes(string path) =>
        path.Contains('[', StringComparison.Ordinal)
            ? PathText.Of([.. Parse(path).Select(segment => segment.Key is null ? PathSegment.At(PathSegment.AnyIndex) : segment)])
            : path;

    /// <summary>The path of what an object at this path has under a key.</summary>
    public static string Of(string path, string key) => PathText.Of([.. Parse(path), PathSegment.Of(key)]);

    /// <summary>The path of an element of the array at this path.</summary>
    public static string Of(string path, int index) => PathText.Of([.. Parse(path), PathSegment.At(index)]);

    /// <summary>A text that is no path is one key.</summary>
    internal static List<PathSegment> Parse(string path) => path.Length == 0 ? [] : PatternParser.Parse(path, out _) is not { } parts
        ? [PathSegment.Of(path)]
        : [.. parts.Select(part => part.Kind switch
        {
            PatternKind.Index => PathSegment.At(part.Index),
            PatternKind.AnyElement => PathSegment.At(PathSegment.AnyIndex),
            PatternKind.AnyStep => PathSegment.Of("*"),
            PatternKind.AnySteps => PathSegment.Of("**"),
            _ => PathSegment.Of(part.Key!),
        })];
}
