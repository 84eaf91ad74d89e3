using System.Data;
using System.Data.Common;
using Dapper;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer;

/// <summary>A connection from the pool, with the transaction it is in, if any. One caller at a time; disposing gives it back and rolls back what is not committed.</summary>
internal sealed class Session(SqlConnection connection, TimeSpan commandTimeout) : IAsyncDisposable
{
    private SqlTransaction? _transaction;

    /// <summary>Whether a transaction was begun here.</summary>
    public bool IsInTransaction => _transaction is not null;

    /// <summary>The same session, whose statements may take any time.</summary>
    public Session WithoutTimeout() => new(connection, TimeSpan.Zero) { _transaction = _transaction };

    /// <remarks>What excludes writers from each other are conditions and unique indexes, so the usual isolation is enough.</remarks>
    public async Task BeginAsync(CancellationToken cancellationToken) =>
        _transaction = (SqlTransaction)await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);

    /// <summary>Commits. Not cancellable: a commit that was sent may have happened.</summary>
    public Task CommitAsync() => _transaction!.CommitAsync(CancellationToken.None);

    public Task<T?> ScalarAsync<T>(Statement statement, CancellationToken cancellationToken, params (string Name, object? Value)[] values) =>
        connection.ExecuteScalarAsync<T>(Command(statement, values, cancellationToken));

    public Task<T> SingleAsync<T>(Statement statement, CancellationToken cancellationToken) => connection.QuerySingleAsync<T>(Command(statement, [], cancellationToken));

    public Task<IEnumerable<T>> QueryAsync<T>(Statement statement, CancellationToken cancellationToken, params (string Name, object? Value)[] values) =>
        connection.QueryAsync<T>(Command(statement, values, cancellationToken));

    /// <summary>Runs a statement whose rows hold documents: column after column, so that a large one is not read again from its start for every packet.</summary>
    public Task<DbDataReader> ReadAsync(
        Statement statement, CommandBehavior behavior, CancellationToken cancellationToken, params (string Name, object? Value)[] values) =>
        connection.ExecuteReaderAsync(Command(statement, values, cancellationToken), behavior | CommandBehavior.SequentialAccess | CommandBehavior.SingleResult);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_transaction is not null)
                await _transaction.DisposeAsync();
        }
        finally
        {
            await connection.DisposeAsync();
        }
    }

    private int Seconds => (int)Math.Ceiling(commandTimeout.TotalSeconds);

    private CommandDefinition Command(Statement statement, (string Name, object? Value)[] values, CancellationToken cancellationToken) =>
        new(statement.Sql, new StatementParameters(statement, values), _transaction, Seconds, CommandType.Text, CommandFlags.Buffered, cancellationToken);
}
