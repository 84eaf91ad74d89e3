namespace JobsGateway.Stores.SqlServer.Errors;

/// <summary>What an error is about, as far as it makes a difference here.</summary>
internal enum SqlServerErrorKind
{
    /// <summary>Anything else.</summary>
    Other,

    /// <summary>No answer came in time.</summary>
    TimedOut,

    /// <summary>The driver could not reach the server, or lost it.</summary>
    Unreachable,

    /// <summary>The connection could not be encrypted.</summary>
    Encryption,

    /// <summary>The server refused the login.</summary>
    Login,

    /// <summary>There is no such database, or the login may not open it.</summary>
    NoDatabase,

    /// <summary>The account may not do this.</summary>
    Permission,

    /// <summary>The account may not make schemas or tables.</summary>
    SchemaPermission,

    /// <summary>There is no such table.</summary>
    MissingTable,

    /// <summary>A deadlock or a conflict of snapshots: the server rolled everything back.</summary>
    Conflict,

    /// <summary>A unique index holds the value already.</summary>
    Duplicate,

    /// <summary>An import met a job that was changed meanwhile; its statement said so.</summary>
    ChangedMeanwhile,

    /// <summary>A script of ours refused to run, and said why.</summary>
    Refused,

    /// <summary>The disk or the log is full.</summary>
    Full,

    /// <summary>The database is read-only.</summary>
    ReadOnly,

    /// <summary>The server has reached a limit of its resources.</summary>
    Exhausted,

    /// <summary>The database can't be used now.</summary>
    Unavailable,
}
