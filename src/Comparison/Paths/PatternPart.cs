namespace JobsGateway.Comparison.Paths;

/// <summary>What one part of a pattern stands for.</summary>
internal enum PatternKind
{
    /// <summary>One key.</summary>
    Key,

    /// <summary><c>[3]</c></summary>
    Index,

    /// <summary><c>[*]</c>: any element of an array.</summary>
    AnyElement,

    /// <summary><c>*</c>: any one step, a key or an element.</summary>
    AnyStep,

    /// <summary><c>**</c>: any number of steps, also none.</summary>
    AnySteps,
}

/// <summary>One part of a pattern.</summary>
internal readonly record struct PatternPart(PatternKind Kind, string? Key = null, int Index = 0)
{
    public bool IsMatch(PathSegment segment) => Kind switch
    {
        PatternKind.Key => segment.Key == Key,
        PatternKind.Index => segment.Key is null && segment.Index == Index,
        PatternKind.AnyElement => segment.Key is null,
        _ => true,
    };
}
