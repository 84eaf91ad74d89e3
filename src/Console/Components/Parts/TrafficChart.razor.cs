using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using MudBlazor.Charts;

namespace JobsGateway.WebConsole.Components.Parts;

/// <summary>Lines over time, or stacked bars.</summary>
public sealed partial class TrafficChart
{
    private const int LabelEvery = 12;

    private List<ChartSeries<double>> _series = [];
    private string[] _labels = [];
    private IChartOptions _options = new TimeSeriesChartOptions();
    private IReadOnlyList<DateTimeOffset>? _shown;

    /// <summary>What it shows.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The beginning of each point.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<DateTimeOffset> Times { get; set; }

    /// <summary>The lines; none shows <see cref="Empty"/>.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartLine> Lines { get; set; }

    /// <summary>The unit of the values.</summary>
    [Parameter, EditorRequired]
    public required string Unit { get; set; }

    /// <summary>What is said where there is nothing to show.</summary>
    [Parameter, EditorRequired]
    public required string Empty { get; set; }

    /// <summary>Bars on top of each other instead of lines.</summary>
    [Parameter]
    public bool Stacked { get; set; }

    /// <summary>Whether the space under the lines is filled.</summary>
    [Parameter]
    public bool Filled { get; set; }

    private string Summary => $"{Title}: {string.Join(", ", Lines.Select(line => $"{line.Name} {(line.Last is { } last ? Format(last) : "none")}"))}";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_shown is { Count: > 0 } && Times.Count > 0 && _shown[0] == Times[0] && _series.Count == Lines.Count)
            return; // The same points still: a chart is drawn anew once in a step, not once in a second.
        _shown = Times;
        _series = [.. Lines.Select(SeriesOf)];
        _labels = Stacked ? [.. Times.Select((time, point) => point % LabelEvery == 0 ? time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "")] : [];
        _options = Stacked ? Bars() : Curves();
    }

    private ChartSeries<double> SeriesOf(ChartLine line) => new()
    {
        Name = line.Name,
        Data = Stacked
            ? new ChartData<double>([.. line.Values.Select(value => value ?? 0)])
            : new ChartData<double>([.. Times.Zip(line.Values, (time, value) => (time.UtcDateTime, Value: value)).Where(point => point.Value is not null).Select(point => (point.UtcDateTime, point.Value!.Value))]),
    };

    private TimeSeriesChartOptions Curves() => new()
    {
        ChartPalette = [.. Lines.Select(line => line.Color)],
        LineDisplayType = Filled ? LineDisplayType.Area : LineDisplayType.Line,
        InterpolationOption = InterpolationOption.Straight,
        LineStrokeWidth = 2,
        ShowDataMarkers = false,
        ShowLegend = false,
        YAxisLines = true,
        YAxisRequireZeroPoint = true,
        MaxNumYAxisTicks = 6,
        YAxisToStringFunc = Format,
        TimeLabelFormat = "HH:mm:ss",
        TimeLabelSpacing = (Times[^1] - Times[0]) / 4,
        TooltipTimeLabelFormat = "HH:mm:ss",
        TooltipTitleFormat = "{{SERIES_NAME}}: {{Y_VALUE}} " + Unit,
    };

    private StackedBarChartOptions Bars() => new()
    {
        ChartPalette = [.. Lines.Select(line => line.Color)],
        ShowLegend = false,
        YAxisLines = true,
        MaxNumYAxisTicks = 6,
        YAxisToStringFunc = Format,
        BarWidthRatio = .8,
        TooltipTitleFormat = "{{SERIES_NAME}}: {{Y_VALUE}} " + Unit,
    };

    private string Format(double value) => value.ToString(value is > 0 and < 10 ? "0.##" : "#,0", CultureInfo.InvariantCulture) + (Unit == "ms" ? " ms" : "");
}
