using JobsGateway.Stores.SqlServer.Errors;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer;

/// <summary>Opens connections, which SqlClient pools.</summary>
internal sealed class Connections
{
    private readonly string _primary;
    private readonly string? _secondary;
    private bool _isClosed;

    public Connections(SqlServerStoreOptions options)
    {
        Options = options;
        _primary = options.Primary.ConnectionString;
        _secondary = options.Secondary?.ConnectionString;
        foreach (var connectionString in Both)
            Pools.Enter(connectionString);
    }

    public SqlServerStoreOptions Options { get; }

    private IEnumerable<string> Both => new[] { _primary, _secondary }.OfType<string>();

    /// <summary>Whether fetches go elsewhere first.</summary>
    public bool HasSecondary => _secondary is not null;

    /// <summary>Opens a session on the database that everything is written to.</summary>
    public Task<Session> OpenAsync(CancellationToken cancellationToken) => OpenAsync(_primary, cancellationToken);

    /// <summary>Opens a session on the secondary.</summary>
    public Task<Session> OpenSecondaryAsync(CancellationToken cancellationToken) => OpenAsync(_secondary!, cancellationToken);

    /// <summary>Opens so many connections at once that the first requests find them in the pool.</summary>
    /// <param name="use">What is done on each: a server compiles a statement when it meets it first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many were opened.</returns>
    public Task<int> WarmAsync(Func<Session, Task> use, CancellationToken cancellationToken) => WarmAsync(_primary, use, cancellationToken);

    /// <summary>The same on the secondary.</summary>
    public Task<int> WarmSecondaryAsync(Func<Session, Task> use, CancellationToken cancellationToken) => WarmAsync(_secondary!, use, cancellationToken);

    /// <summary>Lets go of the pools.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _isClosed, true))
            return;
        foreach (var connectionString in Both)
            Pools.Leave(connectionString);
    }

    private async Task<int> WarmAsync(string connectionString, Func<Session, Task> use, CancellationToken cancellationToken)
    {
        var opening = Enumerable.Range(0, Options.WarmConnections).Select(_ => OpenAsync(connectionString, cancellationToken)).ToList();
        try
        {
            await Task.WhenAll(opening.Select(async opened => await use(await opened)));
        }
        finally
        {
            foreach (var opened in opening.Where(task => task.IsCompletedSuccessfully))
                await opened.Result.DisposeAsync();
        }

        return opening.Count;
    }

    private async Task<Session> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return new Session(connection, Options.CommandTimeout);
        }
        catch (Exception e) when (e is InvalidOperationException || (e is SqlException failure && SqlServerErrors.IsTimeOut(failure)))
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
