using System.Globalization;
using JobsGateway.Comparison.Text;

namespace JobsGateway.Comparison.Paths;

/// <summary>Reads patterns. A path as <see cref="PathText"/> writes it is a pattern, too.</summary>
internal ref struct PatternParser(string text)
{
    private readonly List<PatternPart> _parts = [];
    private int _position;

    /// <summary>The parts; null where the text is no pattern.</summary>
    public static IReadOnlyList<PatternPart>? Parse(string text, out string? problem)
    {
        var parser = new PatternParser(text);
        problem = text.Length == 0 ? "is empty; write a path such as data.status" : parser.Read();
        return problem is null ? parser._parts : null;
    }

    private string? Read()
    {
        while (_position < text.Length)
        {
            var problem = text[_position] == '[' ? ReadBracket() : ReadName();
            if (problem is not null)
                return problem;
        }

        return null;
    }

    private string? ReadName()
    {
        if (_parts.Count > 0 && text[_position++] != '.')
            return $"has no '.' or '[' at character {_position}, after a ']'";
        var start = _position;
        while (_position < text.Length && (text[_position] == '*' || PathText.IsPlain(text[_position])))
            _position++;
        var name = text[start.._position];
        if (_position < text.Length && text[_position] is not ('.' or '['))
            return $"has a character at {_position + 1} that must stand in quotes: write the key as [\"...\"]";
        if (name.Length == 0)
            return $"has no key at character {start + 1}; write a.b, a.*.b, **.b, items[3] or items[*]";
        if (name.Contains('*', StringComparison.Ordinal) && name is not ("*" or "**"))
            return $"has \"{name}\" in it; * stands for a whole key and ** for any number of them, or write the key as [\"{name}\"]";
        _parts.Add(name switch { "*" => new(PatternKind.AnyStep), "**" => new(PatternKind.AnySteps), _ => new(PatternKind.Key, name) });
        return null;
    }

    private string? ReadBracket()
    {
        var start = _position + 1;
        if (start < text.Length && text[start] == '"')
            return ReadQuoted(start);
        var end = text.IndexOf(']', start);
        if (end < 0)
            return $"has a '[' at character {_position + 1} without a ']'";
        _position = end + 1;
        var inside = text.AsSpan(start, end - start);
        if (inside is "*")
            _parts.Add(new(PatternKind.AnyElement));
        else if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            _parts.Add(new(PatternKind.Index, Index: index));
        else
            return $"has [{inside}] in it; write [3], [*], or a key in quotes as [\"a.b\"]";
        return null;
    }

    private string? ReadQuoted(int quote)
    {
        var end = quote + 1;
        while (end < text.Length && text[end] != '"')
            end += text[end] == '\\' ? 2 : 1;
        if (end + 1 >= text.Length || text[end + 1] != ']')
            return $"has a quoted key at character {quote + 1} that does not end in \"]";
        if (JsonText.Unescape(text.AsSpan(quote + 1, end - quote - 1)) is not { } key)
            return $"has a quoted key at character {quote + 1} with a wrong \\ in it; it is written as in JSON";
        _parts.Add(new(PatternKind.Key, key));
        _position = end + 2;
        return null;
    }
}
