using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>Writes values of a client's document in canonical Extended JSON.</summary>
internal readonly struct ExtendedJson(ArrayBufferWriter<byte> buffer, JobKind kind)
{
    // Of a queue job every empty object is left out but what prints as one: a regular expression, MinKey or MaxKey.
    private static ReadOnlySpan<byte> PrintsEmpty => """{"$regularExpression":{"pattern":"","options":""}}"""u8;

    public void Raw(ReadOnlySpan<byte> text) => buffer.Write(text);

    /// <summary>The current string or key, escaped as it is.</summary>
    public void Text(in Utf8JsonReader reader)
    {
        Raw("\""u8);
        Raw(reader.ValueSpan);
        Raw("\""u8);
    }

    /// <summary>An id: 24 hexadecimal characters.</summary>
    public void Id(in Utf8JsonReader reader) => Wrap("{\"$oid\":\""u8, reader.ValueSpan, "\"}"u8);

    /// <summary>A moment, in milliseconds since 1970.</summary>
    public void Date(long time)
    {
        Span<byte> digits = stackalloc byte[20];
        time.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        Wrap("{\"$date\":{\"$numberLong\":\""u8, digits[..length], "\"}}"u8);
    }

    /// <summary>The value the reader is at; it is at the value's end afterwards.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="isElement">Whether the value is an array's element.</param>
    public void Value(ref Utf8JsonReader reader, bool isElement = false)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                Text(reader);
                break;
            case JsonTokenType.Number:
                Number(ref reader);
                break;
            case JsonTokenType.StartArray:
                Array(ref reader);
                break;
            case JsonTokenType.StartObject:
                if (!Special(ref reader, isElement))
                    Object(ref reader);
                break;
            default:
                Raw(reader.ValueSpan);
                break;
        }
    }

    private void Array(ref Utf8JsonReader reader)
    {
        Raw("["u8);
        for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
        {
            if (!first)
                Raw(","u8);
            Value(ref reader, isElement: true);
        }

        Raw("]"u8);
    }

    private void Object(ref Utf8JsonReader reader)
    {
        Raw("{"u8);
        for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndObject; first = false)
        {
            if (!first)
                Raw(","u8);
            Text(reader);
            Raw(":"u8);
            reader.Read();
            Value(ref reader);
        }

        Raw("}"u8);
    }

    // The integers a JavaScript number holds exactly; the driver keeps larger ones as objects.
    private void Number(ref Utf8JsonReader reader)
    {
        if (!reader.TryGetInt64(out var value) || value is < -JavaScriptNumber.MaxExactInteger or > JavaScriptNumber.MaxExactInteger)
            Wrap("{\"$numberDouble\":\""u8, reader.ValueSpan, "\"}"u8);
        else if (value is >= int.MinValue and <= int.MaxValue)
            Wrap("{\"$numberInt\":\""u8, reader.ValueSpan, "\"}"u8);
        else
            Wrap("{\"$numberLong\":\""u8, reader.ValueSpan, "\"}"u8);
    }

    // Objects that stand for values of a type JSON does not know. The reader moves on only where it is one.
    private bool Special(ref Utf8JsonReader reader, bool isElement)
    {
        var ahead = reader;
        ahead.Read();
        if (ahead.TokenType == JsonTokenType.EndObject)
        {
            Raw(kind == JobKind.Queue && !isElement ? PrintsEmpty : "{}"u8);
        }
        else if (LargeInteger.TryRead(ref ahead, out var number))
        {
            Wrap("{\"$numberLong\":\""u8, Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)), "\"}"u8);
        }
        else
        {
            ahead = reader;
            if (!Timestamp.TryRead(ref ahead, out var time))
                return false;
            Raw(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"$timestamp\":{{\"t\":{time >> 32},\"i\":{(uint)time}}}}}")));
        }

        reader = ahead;
        return true;
    }

    private void Wrap(ReadOnlySpan<byte> before, ReadOnlySpan<byte> text, ReadOnlySpan<byte> after)
    {
        Raw(before);
        Raw(text);
        Raw(after);
    }
}
