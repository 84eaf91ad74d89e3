using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Opens connections, which SqlClient pools.</summary>
internal sealed class Connections(SqlServerStoreOptions options)
{
    private readonly string _primary = options.Primary.ConnectionString;
    private readonly string? _secondary = options.Secondary?.ConnectionString;

    public SqlServerStoreOptions Options => options;

    /// <summary>Whether fetches go elsewhere first.</summary>
    public bool HasSecondary => _secondary is not null;

    /// <summary>Opens a session on the database that everything is written to.</summary>
    public Task<Session> OpenAsync(CancellationToken cancellationToken) => OpenAsync(_primary, cancellationToken);

    /// <summary>Opens a session for a fetch.</summary>
    public Task<Session> OpenForReadingAsync(CancellationToken cancellationToken) => OpenAsync(_secondary ?? _primary, cancellationToken);

    /// <summary>Opens so many connections at once that the first requests find them in the pool.</summary>
    /// <returns>How many were opened.</returns>
    public async Task<int> WarmAsync(CancellationToken cancellationToken)
    {
        var opening = new[] { _primary, _secondary }
            .OfType<string>()
            .SelectMany(connectionString => Enumerable.Range(0, options.WarmConnections).Select(_ => OpenAsync(connectionString, cancellationToken)))
            .ToList();
        try
        {
            await Task.WhenAll(opening);
        }
        finally
        {
            foreach (var opened in opening.Where(task => task.IsCompletedSuccessfully))
                await opened.Result.DisposeAsync();
        }

        return opening.Count;
    }

    /// <summary>Closes what is idle in the pools, and what is in use once it is given back.</summary>
    public void Close()
    {
        foreach (var connectionString in new[] { _primary, _secondary }.OfType<string>())
        {
            using var connection = new SqlConnection(connectionString);
            SqlConnection.ClearPool(connection);
        }
    }

    private async Task<Session> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return new Session(connection, options.CommandTimeout);
        }
        catch (Exception e) when (e is InvalidOperationException or SqlException { Number: SqlServerErrors.TimedOut })
        {
            await connection.DisposeAsync();
            throw new NoConnectionException(e);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
