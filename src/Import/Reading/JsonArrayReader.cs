using System.Text.Json;

namespace JobsGateway.Import.Reading;

/// <summary>Cuts a JSON array (<c>mongoexport --jsonArray</c>, also pretty-printed) into its elements.</summary>
/// <remarks>
/// After an element that is not JSON, reading goes on at the next line that begins as the first element's line does (its indentation, then "{"),
/// or where the file has no such line, after the next "},{". Documents in between go to the rejects with the bad one.
/// </remarks>
internal sealed class JsonArrayReader(ByteWindow window)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1000 };

    private long _line = 1;
    private byte[]? _elementStart;

    public IEnumerable<SourceDocument> Read()
    {
        Consume(window.Available.IndexOf((byte)'[') + 1);
        while (true)
        {
            SkipSeparators();
            var line = _line;
            if (window.Available.IsEmpty)
            {
                yield return new SourceDocument(line, [], window.Damage ?? "the array's closing bracket is missing: the file is cut off");
                yield break;
            }

            if (window.Available[0] == ']')
                break;
            var problem = Measure(out var length);
            var raw = window.Available[..length];
            yield return new SourceDocument(line, (problem is null ? raw : Sample(raw)).ToArray(), problem);
            Consume(length);
        }

        Consume(1);
        SkipSeparators();
        if (!window.Available.IsEmpty)
            yield return new SourceDocument(_line, Sample(window.Available).ToArray(), "text after the array's closing bracket");
    }

    // The length of the element at the window's start, or of what has to be left out where it is none.
    private string? Measure(out int length)
    {
        string problem;
        while (true)
        {
            try
            {
                var reader = new Utf8JsonReader(window.Available, window.IsAtEnd, new JsonReaderState(Options));
                if (reader.Read() && reader.TrySkip())
                {
                    length = (int)reader.BytesConsumed;
                    return null;
                }
            }
            catch (JsonException e)
            {
                var near = (int)Math.Min(e.LineNumber > 0 ? 1 : e.BytePositionInLine ?? 0, window.Available.Length - 1);
                problem = window.IsAtEnd && window.Damage is { } damage ? damage : ParseProblem.Of(e);
                length = Resync(near);
                return problem;
            }

            if (window.Available.Length > SourceLimits.TextBytes)
            {
                problem = $"larger than {SourceLimits.DocumentBytes >> 20} MiB; only its first {SourceLimits.SampleBytes} bytes are kept here";
                length = Resync(1);
                return problem;
            }

            window.Fill();
        }
    }

    private int Resync(int near)
    {
        var byLine = FindFilling(_elementStart!, 0);
        if (byLine >= 0)
            return byLine + 1;
        var between = JsonBoundary.AfterElement(window.Available[near..]);
        return between < 0 ? window.Available.Length : near + between;
    }

    private int FindFilling(byte[] mark, int from)
    {
        while (true)
        {
            var at = window.Available[from..].IndexOf(mark);
            if (at >= 0)
                return from + at;
            from = Math.Max(0, window.Available.Length - mark.Length);
            if (window.Available.Length > SourceLimits.TextBytes || !window.Fill())
                return -1;
        }
    }

    private void SkipSeparators()
    {
        var indentation = new List<byte>();
        do
        {
            var available = window.Available;
            var length = available.IndexOfAnyExcept(" \t\r\n,"u8);
            var skipped = length < 0 ? available : available[..length];
            var lastBreak = skipped.LastIndexOf((byte)'\n');
            if (lastBreak >= 0)
                indentation.Clear();
            indentation.AddRange(skipped[(lastBreak + 1)..].ToArray().Where(b => b != ','));
            Consume(skipped.Length);
            if (length >= 0)
                break;
        }
        while (window.Fill());
        _elementStart ??= [(byte)'\n', .. indentation, (byte)'{'];
    }

    private void Consume(int length)
    {
        _line += window.Available[..length].Count((byte)'\n');
        window.Consume(length);
    }

    private static ReadOnlySpan<byte> Sample(ReadOnlySpan<byte> raw)
    {
        var trimmed = raw.TrimEnd(" \t\r\n,"u8);
        return trimmed.Length > SourceLimits.TextBytes ? trimmed[..SourceLimits.SampleBytes] : trimmed;
    }
}
