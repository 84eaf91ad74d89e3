using System.Globalization;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>One figure of the measurements, of each rung and against another. A dash where the other was not measured.</summary>
internal sealed class Ratios(Dictionary<string, List<Measurement>> measurements, Func<Measurement, double> figure)
{
    private const string None = "-";

    public double Median(string rung) => Figures.Median(measurements[rung].Select(figure));

    public string Raw(string rung) => Figures.Raw(measurements[rung].Select(figure));

    public string To(string reference, string rung) =>
        measurements.ContainsKey(reference) ? (Median(rung) / Median(reference)).ToString("N2", CultureInfo.InvariantCulture) : None;

    public string Added(string reference, string rung) =>
        measurements.ContainsKey(reference) ? (Median(rung) - Median(reference)).ToString("N0", CultureInfo.InvariantCulture) : None;
}
