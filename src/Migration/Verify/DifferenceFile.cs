using System.Text.Json;
using JobsGateway.Migration.Export;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Verify;

/// <summary>Every difference as a line of JSON: which job, how and where; no values. The file has its name once it is complete.</summary>
internal sealed class DifferenceFile(string path) : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = StudioJsonEncoder.Instance };

    private readonly PartialFile _file = new(path);
    private readonly MemoryStream _line = new();

    public void Add(JobDifference difference) => Write(difference.Kind, json =>
    {
        json.WriteString("id", difference.Id.ToString());
        json.WriteString("what", JsonNamingPolicy.CamelCase.ConvertName($"{difference.Sort}"));
        json.WriteStartArray("paths");
        foreach (var path in difference.Paths)
            json.WriteStringValue(path);
        json.WriteEndArray();
    });

    public void Add(RejectedDocument document) => Write(document.Kind, json =>
    {
        json.WriteString("what", "rejected");
        json.WriteString("place", document.Place);
    });

    /// <summary>Gives the file its name.</summary>
    public void Complete()
    {
        _file.Finish();
        _file.Name(replace: true);
    }

    public void Dispose()
    {
        _file.Dispose();
        _line.Dispose();
    }

    private void Write(JobKind kind, Action<Utf8JsonWriter> content)
    {
        _line.SetLength(0);
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            json.WriteString("kind", kind == JobKind.Agenda ? "agenda" : "queue");
            content(json);
            json.WriteEndObject();
        }

        _file.WriteLine(_line.GetBuffer().AsSpan(0, (int)_line.Length));
    }
}
