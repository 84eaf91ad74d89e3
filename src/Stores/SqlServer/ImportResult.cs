namespace JobsGateway.Stores.SqlServer;

/// <summary>What became of an imported job; the numbers are written in <see cref="Statements.ImportStatements.Apply"/>.</summary>
internal enum ImportResult
{
    Inserted = 0,
    Unchanged = 1,

    /// <summary>The source became what the job is here already: from now on it counts as imported from there.</summary>
    CaughtUp = 2,
    Updated = 3,
    Conflict = 4,
}
