namespace JobsGateway.Comparison;

/// <summary>One thing in which two sides differ.</summary>
/// <param name="Path">Where, in the language of <see cref="PathPattern"/>; empty for the whole document.</param>
/// <param name="Kind">In what way.</param>
/// <param name="Left">The JSON text of the left value, cut to <see cref="MaxText"/> characters; null where there is none. It is job data: for reports, never for logs.</param>
/// <param name="Right">The same of the right value.</param>
public sealed record Difference(string Path, DifferenceKind Kind, string? Left, string? Right)
{
    /// <summary>The longest text of a value, in characters.</summary>
    public const int MaxText = 200;

    /// <summary>Path and kind, without the values.</summary>
    public override string ToString() => $"{Kind} at {(Path.Length == 0 ? "the top" : Path)}";
}
