namespace JobsGateway.Comparison;

/// <summary>In what way two sides differ.</summary>
public enum DifferenceKind
{
    /// <summary>Only the left side has it.</summary>
    Missing,

    /// <summary>Only the right side has it.</summary>
    Extra,

    /// <summary>The values are of different JSON types.</summary>
    Type,

    /// <summary>The values are of the same type and not equal.</summary>
    Value,

    /// <summary>The arrays have different lengths.</summary>
    Length,

    /// <summary>The keys that both objects have stand in another order. Found with <see cref="ComparisonRules.KeyOrder"/> only.</summary>
    Order,

    /// <summary>One side or both are not JSON that can be read, and their bytes differ.</summary>
    NotJson,
}
