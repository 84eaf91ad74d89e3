namespace JobsGateway.WebConsole.Components.Parts;

/// <summary>One line, or one colour of a stack, of a chart.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Values">Its points; null where there is nothing to show.</param>
/// <param name="Color">Its colour.</param>
public sealed record ChartLine(string Name, IReadOnlyList<double?> Values, string Color)
{
    /// <summary>The last point that has a value.</summary>
    public double? Last => Values.LastOrDefault(value => value is not null);
}
