namespace JobsGateway.Gateway.JavaScript;

/// <summary>Walks a text along the grammar of JSON and stops at its first fault, in the order and with the words of V8's <c>json-parser.cc</c> (Node 20).</summary>
/// <remarks>Containers are kept on a stack of its own: no depth of nesting can overflow the thread's.</remarks>
internal ref struct JsonGrammar(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly Stack<bool> _insideObject = new();
    private int _position;

    /// <summary>The first fault of the text; null where it is JSON.</summary>
    public static JsonFault? FirstFault(string text) => new JsonGrammar(text).Walk();

    private JsonFault? Walk()
    {
        while (true)
        {
            var opened = false;
            if (Value(ref opened) is { } inValue)
                return inValue;
            if (opened)
                continue;
            if (AfterValue(out var done) is { } afterValue)
                return afterValue;
            if (done)
                return Peek() is null ? null : Expected("Unexpected non-whitespace character after JSON");
        }
    }

    /// <summary>Reads a scalar, an empty container, or the opening of one that holds something.</summary>
    private JsonFault? Value(ref bool opened)
    {
        switch (Peek())
        {
            case '"':
                return new JsonStringGrammar(_text).Walk(ref _position);
            case '-' or (>= '0' and <= '9'):
                return JsonNumberGrammar.Walk(_text, ref _position);
            case 't':
                return Literal("true");
            case 'f':
                return Literal("false");
            case 'n':
                return Literal("null");
            case '{':
                _position++;
                if (Take('}'))
                    return null;
                _insideObject.Push(true);
                opened = true;
                return PropertyName("Expected property name or '}' in JSON", "Expected ':' after property name in JSON");
            case '[':
                _position++;
                if (Take(']'))
                    return null;
                _insideObject.Push(false);
                opened = true;
                return null;
            default:
                return new JsonFault(_position);
        }
    }

    /// <summary>Reads what closes containers, up to the comma before the next value or the end of the text.</summary>
    private JsonFault? AfterValue(out bool done)
    {
        done = false;
        while (_insideObject.TryPeek(out var inObject))
        {
            if (Take(','))
                return inObject ? PropertyName("Expected double-quoted property name in JSON") : null;
            if (!Take(inObject ? '}' : ']'))
                return Expected(inObject ? "Expected ',' or '}' after property value in JSON" : "Expected ',' or ']' after array element in JSON");
            _insideObject.Pop();
        }

        done = true;
        return null;
    }

    // V8 misses the colon by name after the first property only.
    private JsonFault? PropertyName(string expectation, string? colonExpectation = null)
    {
        if (Peek() is not '"')
            return Expected(expectation);
        if (new JsonStringGrammar(_text).Walk(ref _position) is { } fault)
            return fault;
        return Take(':') ? null : Expected(colonExpectation);
    }

    private JsonFault? Literal(string word)
    {
        foreach (var expected in word)
        {
            if (_position == _text.Length || _text[_position] != expected)
                return new JsonFault(_position);
            _position++;
        }

        return null;
    }

    private char? Peek()
    {
        while (_position < _text.Length && _text[_position] is ' ' or '\t' or '\n' or '\r')
            _position++;
        return _position < _text.Length ? _text[_position] : null;
    }

    private bool Take(char expected)
    {
        if (Peek() != expected)
            return false;
        _position++;
        return true;
    }

    private readonly JsonFault Expected(string? expectation) => new(_position, expectation);
}
