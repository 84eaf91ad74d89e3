using System.Text;
using System.Text.Json;
using JobsGateway.Import.Conversion;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Import.Tests;

public class JavaScriptTextTests
{
    [Fact]
    public void Text_is_read_as_a_number_or_a_date_as_Node_reads_it()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "fixtures", "strings.jsonl")))
        {
            var row = JsonDocument.Parse(line).RootElement;
            var text = row.GetProperty("text").GetString()!;
            if (row.TryGetProperty("number", out var number))
                Assert.Equal((text, number.GetString()), (text, JavaScriptNumber.ToText(JavaScriptNumberParser.Parse(text))));
            else
                Assert.Equal((text, row.GetProperty("date").GetString()), (text, Iso(JavaScriptDateParser.Parse(text))));
        }
    }

    private static string Iso(double time)
    {
        var text = new byte[JavaScriptDate.MaxIsoLength];
        return double.IsNaN(time) ? "Invalid Date" : Encoding.ASCII.GetString(text, 0, JavaScriptDate.FormatIso(time, text));
    }
}
