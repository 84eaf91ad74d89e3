using System.Text.Json;
using JobsGateway.Stores.Abstractions;
using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>Writes BSON values as the server's JSON has them (the table in <c>docs/import.md</c>).</summary>
internal sealed class ClientJsonWriter : IDisposable
{
    private readonly MemoryBuffer _buffer = new();
    private readonly Utf8JsonWriter _json;

    public ClientJsonWriter() =>
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = StudioJsonEncoder.Instance, SkipValidation = true, MaxDepth = 1000 });

    /// <summary>Begins a job.</summary>
    public void Start()
    {
        _buffer.Clear();
        _json.Reset();
        _json.WriteStartObject();
    }

    /// <summary>Ends the job and hands out its bytes.</summary>
    public byte[] End()
    {
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.ToArray();
    }

    public void Key(string name) => _json.WritePropertyName(name);

    public void Text(string text) => _json.WriteStringValue(text);

    public void Null() => _json.WriteNullValue();

    public void False() => _json.WriteBooleanValue(false);

    /// <summary>A number; what JSON has no form for becomes null.</summary>
    public void Number(double value)
    {
        if (!double.IsFinite(value))
        {
            Null();
            return;
        }

        Span<byte> text = stackalloc byte[JavaScriptNumber.MaxLength];
        _json.WriteRawValue(text[..JavaScriptNumber.Format(value, text)], skipInputValidation: true);
    }

    /// <summary>A date in its ISO form; the invalid one becomes null.</summary>
    public void Date(double time)
    {
        if (double.IsNaN(time))
        {
            Null();
            return;
        }

        Span<byte> text = stackalloc byte[JavaScriptDate.MaxIsoLength];
        _json.WriteStringValue(text[..JavaScriptDate.FormatIso(time, text)]);
    }

    /// <summary>Any value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="style">What becomes of objects.</param>
    public void Value(BsonValue value, ObjectStyle style)
    {
        switch (value)
        {
            case BsonString s:
                Text(s.Value);
                break;
            case BsonInt32 i:
                _json.WriteNumberValue(i.Value);
                break;
            case BsonInt64 l:
                Long(l.Value);
                break;
            case BsonDouble d:
                Number(d.Value);
                break;
            case BsonBoolean b:
                _json.WriteBooleanValue(b.Value);
                break;
            case BsonDateTime d:
                Date(JavaScriptDate.Clip(d.MillisecondsSinceEpoch));
                break;
            case BsonObjectId o:
                Text(o.Value.ToString());
                break;
            case BsonArray a:
                Array(a, style);
                break;
            case BsonDocument d:
                Object(d, style);
                break;
            default:
                Rare(value);
                break;
        }
    }

    public void Dispose() => _json.Dispose();

    private void Rare(BsonValue value)
    {
        switch (value)
        {
            case BsonSymbol s:
                Text(s.Name);
                break;
            case BsonDecimal128 d:
                Wrapped("$numberDecimal", d.Value.ToString());
                break;
            case BsonTimestamp:
                Wrapped("$timestamp", JavaScriptValue.ToText(value));
                break;
            case BsonBinaryData b when JavaScriptValue.IsUuid(b):
                Text(JavaScriptValue.UuidText(b.Bytes));
                break;
            case BsonBinaryData b:
                _json.WriteBase64StringValue(b.Bytes);
                break;
            case BsonJavaScriptWithScope c:
                _json.WriteStartObject();
                _json.WriteString("code", c.Code);
                Key("scope");
                Object(c.Scope, ObjectStyle.AsIs);
                _json.WriteEndObject();
                break;
            case BsonJavaScript c:
                Wrapped("code", c.Code);
                break;
            case BsonRegularExpression or BsonMinKey or BsonMaxKey:
                _json.WriteStartObject();
                _json.WriteEndObject();
                break;
            default:
                Null();
                break;
        }
    }

    // Beyond the exact integers the driver keeps an object of two signed halves.
    private void Long(long value)
    {
        if (value is >= -JavaScriptNumber.MaxExactInteger and <= JavaScriptNumber.MaxExactInteger)
        {
            _json.WriteNumberValue(value);
            return;
        }

        _json.WriteStartObject();
        _json.WriteNumber("low", unchecked((int)value));
        _json.WriteNumber("high", (int)(value >> 32));
        _json.WriteBoolean("unsigned", false);
        _json.WriteEndObject();
    }

    private void Wrapped(string key, string text)
    {
        _json.WriteStartObject();
        _json.WriteString(key, text);
        _json.WriteEndObject();
    }

    private void Array(BsonArray array, ObjectStyle style)
    {
        // What is inside an array is not hydrated, only minimized.
        var inside = style == ObjectStyle.Hydrated ? ObjectStyle.Minimized : style;
        _json.WriteStartArray();
        for (var i = 0; i < array.Count; i++)
            Value(array[i], inside);
        _json.WriteEndArray();
    }

    private void Object(BsonDocument document, ObjectStyle style)
    {
        if (DatabaseReference.IsOne(document))
            (document, style) = (DatabaseReference.Printed(document), ObjectStyle.AsIs);
        else if (Minimizer.IsLeftAlone(document, style))
            style = ObjectStyle.AsIs;
        _json.WriteStartObject();
        foreach (var element in JavaScriptObject.ElementsOf(document))
        {
            if (style != ObjectStyle.AsIs && !Minimizer.Keeps(element, style))
                continue;
            Key(element.Name);
            Value(element.Value, style);
        }

        _json.WriteEndObject();
    }
}
