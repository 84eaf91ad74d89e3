using System.Buffers;

namespace JobsGateway.Import.Reading;

/// <summary>Cuts <c>mongoexport</c>'s default output into documents: one a line. With <c>--pretty</c> a document is all lines from "{" to "}".</summary>
/// <remarks>A line is the unit whatever it holds, so a bad one never takes another with it.</remarks>
internal static class JsonLinesReader
{
    public static IEnumerable<SourceDocument> Read(ByteWindow window)
    {
        long line = 0, prettyStart = 0;
        var pretty = new ArrayBufferWriter<byte>();
        while (NextLine(window, out var raw, out var problem))
        {
            line++;
            var text = raw.AsSpan().TrimEnd(" \t\r"u8);
            var opens = text.SequenceEqual("{"u8);
            if (pretty.WrittenCount > 0 && (opens || text.StartsWith("{\""u8) || problem is not null || pretty.WrittenCount > SourceLimits.TextBytes))
                yield return Take(pretty, prettyStart);
            if (opens || pretty.WrittenCount > 0)
            {
                prettyStart = opens ? line : prettyStart;
                var closes = raw.AsSpan().TrimEnd(" \t\r"u8).SequenceEqual("}"u8);
                pretty.Write(raw);
                pretty.Write("\n"u8);
                if (closes)
                    yield return Take(pretty, prettyStart);
            }
            else if (problem is not null || raw.AsSpan().Trim(" \t\r"u8).Length > 0)
            {
                yield return new SourceDocument(line, raw, problem);
            }
        }

        if (pretty.WrittenCount > 0)
            yield return Take(pretty, prettyStart);
        if (window.Damage is { } damage)
            yield return new SourceDocument(line + 1, [], damage);
    }

    private static SourceDocument Take(ArrayBufferWriter<byte> pretty, long start)
    {
        var document = new SourceDocument(start, pretty.WrittenSpan.TrimEnd("\n"u8).ToArray());
        pretty.Clear();
        return document;
    }

    private static bool NextLine(ByteWindow window, out byte[] line, out string? problem)
    {
        var scanned = 0;
        while (true)
        {
            var available = window.Available;
            var end = available[scanned..].IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = available[..(scanned + end)].ToArray();
                window.Consume(scanned + end + 1);
                problem = null;
                return true;
            }

            scanned = available.Length;
            if (scanned > SourceLimits.TextBytes)
            {
                line = available[..SourceLimits.SampleBytes].ToArray();
                problem = $"larger than {SourceLimits.DocumentBytes >> 20} MiB; only its first {SourceLimits.SampleBytes} bytes are kept here";
                SkipLine(window);
                return true;
            }

            if (window.Fill())
                continue;
            line = window.Available.ToArray();
            problem = null;
            window.Consume(line.Length);
            return line.Length > 0;
        }
    }

    private static void SkipLine(ByteWindow window)
    {
        do
        {
            var end = window.Available.IndexOf((byte)'\n');
            if (end >= 0)
            {
                window.Consume(end + 1);
                return;
            }

            window.Consume(window.Available.Length);
        }
        while (window.Fill());
    }
}
