using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using JobsGateway.WebConsole.Jobs;
using JobsGateway.WebConsole.Session;
using Microsoft.AspNetCore.Components;

namespace JobsGateway.WebConsole.Components.Parts;

/// <summary>A document with its keys and values in colours. Whatever is in it is text: Blazor writes no markup from data.</summary>
public sealed partial class JsonView
{
    // Each coloured word is an element; a browser is slow with tens of thousands of them.
    private const int Longest = 60_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private IReadOnlyList<(string Text, string? Class)> _tokens = [];
    private string _text = "", _copied = "Copy";
    private bool _isCut;

    /// <summary>The document.</summary>
    [Parameter, EditorRequired]
    public JsonElement Json { get; set; }

    [Inject]
    private Browser Browser { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        var text = JsonText.Indented(Json, Indented);
        if (text == _text)
            return;
        (_text, _copied, _isCut) = (text, "Copy", text.Length > Longest);
        _tokens = [.. Tokens(_isCut ? text[..Longest] : text)];
    }

    private static IEnumerable<(string Text, string? Class)> Tokens(string text)
    {
        var end = 0;
        foreach (Match match in Token().Matches(text))
        {
            if (match.Index > end)
                yield return (text[end..match.Index], null);
            yield return (match.Value, match.Groups["key"].Success ? "key" : match.Groups["text"].Success ? "text" : "word");
            end = match.Index + match.Length;
        }

        if (end < text.Length)
            yield return (text[end..], null);
    }

    private async Task CopyAsync() => _copied = await Browser.CopyAsync(_text) ? "Copied" : "The browser does not allow it here";

    [GeneratedRegex("""(?<key>"(?:[^"\\]|\\.)*"(?=:))|(?<text>"(?:[^"\\]|\\.)*")|(?<word>\b(?:true|false|null)\b|-?\d[\d.eE+-]*)""")]
    private static partial Regex Token();
}
