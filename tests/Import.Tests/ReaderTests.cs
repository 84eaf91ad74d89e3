using System.Text;
using FsCheck;
using FsCheck.Xunit;
using JobsGateway.Import.Reading;
using JobsGateway.Import.Tests.Support;
using MongoDB.Bson;

namespace JobsGateway.Import.Tests;

public class ReaderTests
{
    [Property(MaxTest = 200)]
    public void Lines_are_cut_the_same_wherever_the_buffer_ends(PositiveInt bufferSize, NonNull<string>[] names)
    {
        string[] lines = [.. names.Select((n, i) => Imports.Job(i, ",\"x\":" + System.Text.Json.JsonSerializer.Serialize(n.Get)))];
        var found = JsonLinesReader.Read(Window(string.Join("\r\n", lines), bufferSize.Get)).ToArray();
        Assert.Equal(lines, found.Select(Text).Select(t => t.TrimEnd('\r')));
        Assert.Equal(Enumerable.Range(1, lines.Length).Select(i => (long)i), found.Select(d => d.Position));
    }

    [Property(MaxTest = 200)]
    public void Elements_are_cut_the_same_wherever_the_buffer_ends(PositiveInt bufferSize, byte count, bool pretty)
    {
        string[] elements = [.. Enumerable.Range(0, count % 20).Select(i => Imports.Job(i, ",\"x\":[{\"a\":\"}],{[\\\"\"},{}]"))];
        var separator = pretty ? ",\n  " : ",";
        var found = new JsonArrayReader(Window("\n[ " + string.Join(separator, elements) + " ]\n", bufferSize.Get)).Read().ToArray();
        Assert.All(found, d => Assert.Null(d.Problem));
        Assert.Equal(elements, found.Select(Text));
    }

    [Property(MaxTest = 100)]
    public void Bson_is_cut_the_same_wherever_the_buffer_ends(PositiveInt bufferSize, NonNull<string>[] names)
    {
        byte[][] documents = [.. names.Select(n => new BsonDocument("x", n.Get).ToBson())];
        var found = BsonDumpReader.Read(Window([.. documents.SelectMany(d => d)], bufferSize.Get)).ToArray();
        Assert.Equal(documents, found.Select(d => d.Raw));
    }

    [Fact]
    public void Reading_an_array_goes_on_after_a_bad_element_at_the_next_line_like_the_first()
    {
        var text = "[" + string.Join(",\n", Imports.Job(1), """{"x":[{"a":1},{"b":2}],}""", Imports.Job(3), """{"unclosed":"text""", Imports.Job(5), "{\"open\":{", Imports.Job(7)) + "]";
        var found = new JsonArrayReader(Window(text, 64)).Read().ToArray();
        Assert.Equal([null, "bad", null, "bad", null, "bad", null], found.Select(d => d.Problem is null ? null : "bad"));
        Assert.Equal([1L, 2, 3, 4, 5, 6, 7], found.Select(d => d.Position));
    }

    [Fact]
    public void Reading_a_one_line_array_goes_on_after_a_bad_element()
    {
        var found = new JsonArrayReader(Window($"[{Imports.Job(1)},{{\"x\":tru}},{Imports.Job(3)},5,{Imports.Job(5)}]", 16)).Read().ToArray();
        Assert.Equal([null, "bad", null, null, null], found.Select(d => d.Problem is null ? null : "bad"));
        Assert.Equal("5", Text(found[3]));
    }

    [Fact]
    public void Pretty_printed_documents_one_after_the_other_are_found()
    {
        var text = $"{{\n  \"_id\": {{\n    \"$oid\": \"{Imports.Id(1)}\"\n  }}\n}}\n{Imports.Job(2)}\n{{\n  \"bad\"\n{Imports.Job(4)}\n";
        var found = JsonLinesReader.Read(Window(text, 16)).ToArray();
        Assert.Equal([1L, 6, 7, 9], found.Select(d => d.Position));
    }

    private static string Text(SourceDocument document) => Encoding.UTF8.GetString(document.Raw);

    private static ByteWindow Window(string text, int size) => Window(Encoding.UTF8.GetBytes(text), size);

    private static ByteWindow Window(byte[] bytes, int size)
    {
        var window = new ByteWindow(new MemoryStream(bytes), size);
        window.Ensure(4);
        return window;
    }
}
