using System.Data.Common;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Reads a document from a row that is read column after column: its length, then its bytes.</summary>
internal static class DocumentReader
{
    /// <summary>What is in the first packet of an answer (8,000 bytes, unless the connection string says otherwise) together with the head of its first row: no read of it waits.</summary>
    internal const int BufferedLength = 7_000;

    /// <summary>Reads a document.</summary>
    /// <param name="reader">The reader, at the row.</param>
    /// <param name="column">Where the document is; its length is the column before it.</param>
    /// <param name="isFirstRow">Whether the row is the answer's first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <remarks>
    /// A large one as a stream into one array of its size: read as a value, it would be gone through from its start for every packet that arrives
    /// (https://github.com/dotnet/SqlClient/issues/593).
    /// </remarks>
    public static async ValueTask<JobDocument> ReadAsync(DbDataReader reader, int column, bool isFirstRow, CancellationToken cancellationToken)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(reader.GetInt32(column - 1));
        if (isFirstRow && bytes.Length <= BufferedLength)
        {
            reader.GetBytes(column, 0, bytes, 0, bytes.Length);
            return new JobDocument(bytes);
        }

        await using var stream = reader.GetStream(column);
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return new JobDocument(bytes);
    }
}
