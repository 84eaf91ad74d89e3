using System.Globalization;
using FsCheck.Xunit;

namespace JobsGateway.Stores.Abstractions.Tests;

public class JavaScriptNumberTests
{
    [Fact]
    public void Numbers_print_as_Node_prints_them()
    {
        foreach (var row in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "fixtures", "numbers.txt")).Select(l => l.Split(' ')))
            Assert.Equal(row[1], JavaScriptNumber.ToText(BitConverter.UInt64BitsToDouble(Convert.ToUInt64(row[0], 16))));
    }

    [Property(MaxTest = 2000)]
    public bool A_printed_number_reads_back_as_the_same(long bits)
    {
        var value = BitConverter.Int64BitsToDouble(bits);
        return !double.IsFinite(value) || double.Parse(JavaScriptNumber.ToText(value), CultureInfo.InvariantCulture) == value;
    }

    [Property]
    public bool Whole_numbers_print_without_an_exponent_up_to_21_digits(long whole) =>
        JavaScriptNumber.ToText(whole % (1L << 53)) == (whole % (1L << 53)).ToString(CultureInfo.InvariantCulture);
}
