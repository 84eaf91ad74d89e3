using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck.Xunit;

namespace JobsGateway.Stores.Abstractions.Tests;

public class StudioJsonEncoderTests
{
    private const string Awkward = "\0\u0001\b\t\n\v\f\r\u001f \"\\/<>&'+`\u007f\u0080\u2028\u2029\ufeff\uffff\ufdd0é日本🎉\U0010ffff";

    [Fact]
    public void Awkward_characters_are_written_as_json_stringify_does() =>
        Assert.Equal(
            "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u001f \\\"\\\\/<>&'+`\u007f\u0080\u2028\u2029\ufeff\uffff\ufdd0é日本🎉\U0010ffff\"",
            Written(writer => writer.WriteStringValue(Awkward)));

    [Property(MaxTest = 500)]
    public void Any_text_is_written_as_json_stringify_does(string? text, byte repeat)
    {
        var valid = string.Concat(Enumerable.Repeat(WellFormed(text ?? "") + Awkward[..(repeat % 20)], 1 + repeat));
        var expected = Stringify(valid);
        Assert.Equal(expected, Written(writer => writer.WriteStringValue(valid)));
        Assert.Equal(expected, Written(writer => writer.WriteStringValue(Encoding.UTF8.GetBytes(valid))));
        Assert.Equal($"{{{expected}:0}}", Written(writer => { writer.WriteStartObject(); writer.WriteNumber(valid, 0); writer.WriteEndObject(); }));
        Assert.Equal(expected, '"' + StudioJsonEncoder.Instance.Encode(valid) + '"');
    }

    [Theory]
    [InlineData("é")]
    [InlineData("日")]
    [InlineData("🎉")]
    [InlineData("\"")]
    [InlineData("\u0001")]
    public void Long_text_is_written_whole_wherever_buffers_end(string character)
    {
        foreach (var length in new[] { 83, 84, 85, 127, 128, 255, 256, 257, 1023, 1024, 1025, 4095, 4096, 40_000 })
        {
            for (var shift = 0; shift < 4; shift++)
            {
                var text = new string('x', shift) + string.Concat(Enumerable.Repeat(character, length));
                Assert.Equal(Stringify(text), Written(writer => writer.WriteStringValue(text)));
            }
        }
    }

    [Fact]
    public void A_small_destination_is_told_and_continued()
    {
        var source = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Awkward, 3)));
        var output = new MemoryStream();
        var chunk = new byte[7];
        for (ReadOnlySpan<byte> rest = source; ;)
        {
            // A run without escapes is copied whole, so the destination grows where one does not fit.
            var status = StudioJsonEncoder.Instance.EncodeUtf8(rest, chunk, out var consumed, out var written);
            output.Write(chunk, 0, written);
            rest = rest[consumed..];
            if (status == OperationStatus.Done)
                break;
            Assert.Equal(OperationStatus.DestinationTooSmall, status);
            if (consumed == 0)
                chunk = new byte[2 * chunk.Length];
        }

        Assert.Equal(Stringify(string.Concat(Enumerable.Repeat(Awkward, 3))), '"' + Encoding.UTF8.GetString(output.ToArray()) + '"');
    }

    // ECMA-262, QuoteJSONString, for text without lone surrogates.
    private static string Stringify(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            json.Append(c switch
            {
                '\b' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\f' => "\\f",
                '\r' => "\\r",
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' => "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return json.Append('"').ToString();
    }

    // Stored text is UTF-8, which has no lone surrogates.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = StudioJsonEncoder.Instance, SkipValidation = true }))
            write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
