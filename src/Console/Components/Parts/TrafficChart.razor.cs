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
    private IChartOptions _options = new LineChartOptions();
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
        if (Lines.Count == 0)
        {
            _series = [];
            return;
        }

        _series = [.. Lines.Select(SeriesOf)];
        _labels = [.. Times.Select((time, point) => point % LabelEvery == 0 ? time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "")];
        _options = Stacked ? Bars() : Curves();
    }

    private ChartSeries<double> SeriesOf(ChartLine line) => new()
    {
        Name = line.Name,
        Data = Stacked ? new ChartData<double>([.. line.Values.Select(value => value ?? 0)]) : new ChartData<double>([.. line.Values.Select(value => value is { } drawn ? Drawn(drawn) : value)]),
    };

    private LineChartOptions Curves()
    {
        var options = new LineChartOptions
        {
            ChartPalette = [.. Lines.Select(line => line.Color)],
            LineDisplayType = Filled ? LineDisplayType.Area : LineDisplayType.Line,
            InterpolationOption = InterpolationOption.Straight,
            LineStrokeWidth = 2,
            ShowDataMarkers = false,
            ConnectNullPoints = false,
            ShowLegend = false,
            YAxisLines = true,
            YAxisRequireZeroPoint = !IsLatency,
            YAxisTicks = IsLatency ? 1 : Tick(Lines.Max(line => line.Values.Max() ?? 0)),
            ShowToolTips = !IsLatency, // They would show the logarithm.
            YAxisToStringFunc = Axis,
            TooltipTitleFormat = Tooltip,
        };
        if (Filled)
            options.SeriesDisplayOverrides = _series.ToDictionary(series => (IChartSeries)series, _ => new SeriesDisplayOverride { LineDisplayType = LineDisplayType.Area, StrokeOpacity = 1, FillOpacity = .12 });
        return options;
    }

    private StackedBarChartOptions Bars() => new()
    {
        ChartPalette = [.. Lines.Select(line => line.Color)],
        ShowLegend = false,
        YAxisLines = true,
        YAxisTicks = Tick(Enumerable.Range(0, Times.Count).Max(point => Lines.Sum(line => line.Values[point] ?? 0))),
        YAxisToStringFunc = Axis,
        BarWidthRatio = .8,
        TooltipTitleFormat = Tooltip,
    };

    private string Tooltip => "{{SERIES_NAME}}: {{Y_VALUE}} " + Unit;

    private bool IsLatency => Unit == "ms";

    // Each line of a latency's axis is ten times the one below: a request of a second must not flatten all those of milliseconds.
    private double Drawn(double value) => IsLatency ? Math.Log10(Math.Max(value, .001) * 1000) : value;

    /// <summary>The distance of the lines: 1, 2 or 5 and noughts, so that there are four or five of them.</summary>
    private static int Tick(double highest)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(highest / 4, 1))));
        var times = highest / 4 / power;
        return (int)(power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10));
    }

    private string Axis(double value) => Format(IsLatency ? Math.Pow(10, value) / 1000 : value);

    private string Format(double value) =>
        IsLatency && value >= 1000
            ? (value / 1000).ToString("0.##", CultureInfo.InvariantCulture) + " s"
            : value.ToString(value is > 0 and < 10 ? "0.##" : "#,0", CultureInfo.InvariantCulture) + (IsLatency ? " ms" : "");
}
