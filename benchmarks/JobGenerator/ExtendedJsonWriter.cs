using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JobsGateway.JobGenerator;

/// <summary>Extended JSON, a document a line.</summary>
internal sealed class ExtendedJsonWriter : IDocumentWriter
{
    private const int FlushAt = 1 << 16;

    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushAt);
    private readonly Utf8JsonWriter _json;
    private readonly Stream _target;
    private readonly bool _isCanonical;
    private int _depth;

    public ExtendedJsonWriter(Stream target, bool isCanonical)
    {
        _target = target;
        _isCanonical = isCanonical;
        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public void Start(string? key = null)
    {
        _depth++;
        if (key is null)
            _json.WriteStartObject();
        else
            _json.WriteStartObject(key);
    }

    public void End()
    {
        _json.WriteEndObject();
        if (--_depth > 0)
            return;
        _json.Flush();
        _json.Reset();
        _buffer.Write("\n"u8);
        if (_buffer.WrittenCount >= FlushAt)
            Flush();
    }

    public void Text(string key, string value) => _json.WriteString(key, value);

    public void Number(string key, int value)
    {
        if (_isCanonical)
            Wrap(key, "$numberInt", value.ToString(CultureInfo.InvariantCulture));
        else
            _json.WriteNumber(key, value);
    }

    public void Flag(string key, bool value) => _json.WriteBoolean(key, value);

    public void Null(string key) => _json.WriteNull(key);

    public void Date(string key, long milliseconds)
    {
        if (!_isCanonical)
        {
            Wrap(key, "$date", DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            return;
        }

        _json.WriteStartObject(key);
        Wrap("$date", "$numberLong", milliseconds.ToString(CultureInfo.InvariantCulture));
        _json.WriteEndObject();
    }

    public void Id(string key, byte[] id) => Wrap(key, "$oid", Convert.ToHexStringLower(id));

    public void Dispose()
    {
        Flush();
        _json.Dispose();
    }

    private void Wrap(string key, string type, string text)
    {
        _json.WriteStartObject(key);
        _json.WriteString(type, text);
        _json.WriteEndObject();
    }

    private void Flush()
    {
        _target.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
