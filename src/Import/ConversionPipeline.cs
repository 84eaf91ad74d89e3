using System.Runtime.CompilerServices;
using System.Threading.Channels;
using JobsGateway.Import.Reading;

namespace JobsGateway.Import;

/// <summary>Reads and converts documents: one reader, several converters, results in the source's order, which is the order of insertion.</summary>
/// <remarks>Chunks wait in a bounded queue as tasks in order; the consumer awaits them one after the other, so memory is bounded by the
/// queue's length times the chunk's size.</remarks>
internal static class ConversionPipeline
{
    private const int ChunkDocuments = 64;
    private const int ChunkBytes = 256 << 10;

    /// <summary>The documents, converted. Where the source fails, what came before is given first.</summary>
    public static async IAsyncEnumerable<ConvertedDocument[]> RunAsync(
        IAsyncEnumerable<SourceDocument> documents, DocumentConverter converter, int converters, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var queue = Channel.CreateBounded<Task<ConvertedDocument[]>>(new BoundedChannelOptions(Math.Max(1, converters) * 2) { SingleReader = true, SingleWriter = true });
        var reading = Task.Run(() => ReadAsync(documents, converter, queue.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var chunk in queue.Reader.ReadAllAsync(cancellationToken))
                yield return await chunk;
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    private static async Task ReadAsync(
        IAsyncEnumerable<SourceDocument> documents, DocumentConverter converter, ChannelWriter<Task<ConvertedDocument[]>> queue, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var chunk in ChunksAsync(documents, cancellationToken))
                await queue.WriteAsync(Task.Run(() => converter.Convert(chunk), CancellationToken.None), cancellationToken);
            queue.Complete();
        }
        catch (Exception e)
        {
            // The consumer rethrows it, or asked for it.
            queue.Complete(e);
        }
    }

    private static async IAsyncEnumerable<List<SourceDocument>> ChunksAsync(
        IAsyncEnumerable<SourceDocument> documents, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (chunk, bytes) = (new List<SourceDocument>(ChunkDocuments), 0);
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            chunk.Add(document);
            bytes += document.Raw.Length;
            if (chunk.Count < ChunkDocuments && bytes < ChunkBytes)
                continue;
            yield return chunk;
            (chunk, bytes) = (new List<SourceDocument>(ChunkDocuments), 0);
        }

        if (chunk.Count > 0)
            yield return chunk;
    }
}
