using JobsGateway.Gateway.JavaScript;

namespace JobsGateway.Gateway.Tests.JavaScript;

public class JavaScriptDateTests
{
    // Recorded from Node 20: new Date(x).toJSON().
    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000Z")]
    [InlineData(-0.9, "1970-01-01T00:00:00.000Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999Z")]
    [InlineData(1609459200000.9, "2021-01-01T00:00:00.000Z")]
    [InlineData(253402300799999, "9999-12-31T23:59:59.999Z")]
    [InlineData(253402300800000, "+010000-01-01T00:00:00.000Z")]
    [InlineData(-62167219200000, "0000-01-01T00:00:00.000Z")]
    [InlineData(-62167219200001, "-000001-12-31T23:59:59.999Z")]
    [InlineData(8.64e15, "+275760-09-13T00:00:00.000Z")]
    [InlineData(-8.64e15, "-271821-04-20T00:00:00.000Z")]
    [InlineData(8.640000000000001e15, null)]
    [InlineData(1e303, null)]
    [InlineData(double.NegativeInfinity, null)]
    [InlineData(double.NaN, null)]
    public void Writes_dates_as_JavaScript_does(double milliseconds, string? expected) =>
        Assert.Equal(expected, JavaScriptDate.ToJson(milliseconds));
}
