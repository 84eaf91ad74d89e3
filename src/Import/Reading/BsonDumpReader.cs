using System.Buffers.Binary;

namespace JobsGateway.Import.Reading;

/// <summary>Cuts <c>mongodump</c>'s output into documents: each begins with its length.</summary>
/// <remarks>A document is found by the one before it, so after a wrong length nothing more can be read.</remarks>
internal static class BsonDumpReader
{
    private const int MinLength = 5;

    // Beyond this a length is taken for damage rather than for a document that is too large.
    private const int MaxBelievedLength = 256 << 20;

    public static IEnumerable<SourceDocument> Read(ByteWindow window)
    {
        long number = 1;
        for (; window.Ensure(1); number++)
        {
            if (!window.Ensure(sizeof(int)))
            {
                yield return CutOff(window, number);
                yield break;
            }

            var length = BinaryPrimitives.ReadInt32LittleEndian(window.Available);
            if (length is < MinLength or > MaxBelievedLength)
            {
                yield return new SourceDocument(number, Sample(window),
                    $"no document has a length of {length} bytes: the file is damaged here, and nothing after this can be read");
                yield break;
            }

            if (length > SourceLimits.DocumentBytes)
            {
                window.Ensure(SourceLimits.SampleBytes);
                yield return new SourceDocument(number, Sample(window),
                    $"larger than {SourceLimits.DocumentBytes >> 20} MiB; only its first {SourceLimits.SampleBytes} bytes are kept here");
                if (!window.Skip(length))
                    yield break;
                continue;
            }

            if (!window.Ensure(length))
            {
                yield return CutOff(window, number);
                yield break;
            }

            yield return new SourceDocument(number, window.Available[..length].ToArray());
            window.Consume(length);
        }

        if (window.Damage is { } damage)
            yield return new SourceDocument(number, [], damage);
    }

    private static SourceDocument CutOff(ByteWindow window, long number) => new(number, window.Available.ToArray(),
        window.Damage ?? $"the file is cut off: only {window.Available.Length} bytes of this document are there");

    private static byte[] Sample(ByteWindow window) => window.Available[..Math.Min(window.Available.Length, SourceLimits.SampleBytes)].ToArray();
}
