namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>The statement of an import: a run of jobs is sent at once, judged in a temporary table and moved from there.</summary>
/// <remarks>
/// What is indexed comes as JSON and the documents as one value that they are cut from: a single round trip, whatever the number of jobs, and every column has the
/// type it has in Jobs.
/// </remarks>
internal sealed class ImportStatements(string schema)
{
    /// <summary>The error of <see cref="Apply"/> where somebody changed a job after it was judged.</summary>
    public const int ChangedMeanwhile = 50_010;

    private const string Text = $"nvarchar(440) COLLATE {JobColumn.Collation}";

    /// <summary>
    /// Judges and writes a run of jobs, of which no two have the same id and kind; gives the positions and results of those that were not simply inserted. The
    /// numbers are those of <see cref="ImportResult"/>.
    /// </summary>
    /// <remarks>Everything is written only where it still is as it was judged: else the whole transaction ends, to be run again.</remarks>
    public Statement Apply { get; } = new(
        "ImportApply",
        $"""
        SET NOCOUNT ON;
        SET XACT_ABORT ON;
        DECLARE @Expected int, @Written int;

        CREATE TABLE [#Import]
        (
            Position         int            NOT NULL PRIMARY KEY,
            Kind             tinyint        NOT NULL,
            Id               char(24)       COLLATE {JobColumn.Collation} NOT NULL,
            Name             {Text} NULL,
            Status           {Text} NULL,
            CorrelationId    {Text} NULL,
            ExternalId       {Text} NULL,
            CommunityAddress {Text} NULL,
            AccountAddress   {Text} NULL,
            FailedAt         datetime2(3)   NULL,
            RetryJob         {Text} NULL,
            SourceHash       binary(16)     NOT NULL,
            Document         varbinary(max) NOT NULL,
            Result           tinyint        NOT NULL,
            Version          int            NOT NULL
        );
        INSERT INTO [#Import]
            (Position, Kind, Id, Name, Status, CorrelationId, ExternalId, CommunityAddress, AccountAddress, FailedAt, RetryJob, SourceHash, Document, Result, Version)
        SELECT r.Position, r.Kind, r.Id, r.Name, r.Status, r.CorrelationId, r.ExternalId, r.CommunityAddress, r.AccountAddress, r.FailedAt, r.RetryJob,
            CONVERT(binary(16), SUBSTRING(HASHBYTES('SHA2_256', SUBSTRING(@Documents, r.Start, r.Length)), 1, 16)),
            SUBSTRING(@Documents, r.Start, r.Length), 0, 0
        FROM OPENJSON(@Rows) WITH
        (
            Position int '$.Position',
            Kind tinyint '$.Kind',
            Id char(24) '$.Id',
            Name nvarchar(440) '$.Name',
            Status nvarchar(440) '$.Status',
            CorrelationId nvarchar(440) '$.CorrelationId',
            ExternalId nvarchar(440) '$.ExternalId',
            CommunityAddress nvarchar(440) '$.CommunityAddress',
            AccountAddress nvarchar(440) '$.AccountAddress',
            FailedAt datetime2(3) '$.FailedAt',
            RetryJob nvarchar(440) '$.RetryJob',
            Start bigint '$.Start',
            Length int '$.Length'
        ) AS r;

        UPDATE i SET
            Result = CASE
                WHEN j.SourceHash = i.SourceHash THEN 1
                WHEN j.Document = i.Document THEN 2
                WHEN j.SourceHash = SUBSTRING(HASHBYTES('SHA2_256', j.Document), 1, 16) THEN 3
                ELSE 4 END,
            Version = j.Version
        FROM [#Import] AS i
        JOIN [{schema}].[Jobs] AS j ON j.Id = i.Id AND j.Kind = i.Kind;

        INSERT INTO [{schema}].[Jobs]
            (Kind, Id, Name, Status, CorrelationId, ExternalId, CommunityAddress, AccountAddress, FailedAt, RetryJob, SourceHash, Document)
        SELECT i.Kind, i.Id, i.Name, i.Status, i.CorrelationId, i.ExternalId, i.CommunityAddress, i.AccountAddress, i.FailedAt, i.RetryJob, i.SourceHash, i.Document
        FROM [#Import] AS i
        WHERE i.Result = 0
        ORDER BY i.Position;

        UPDATE j SET
            Name = i.Name, Status = i.Status, CorrelationId = i.CorrelationId, ExternalId = i.ExternalId, CommunityAddress = i.CommunityAddress,
            AccountAddress = i.AccountAddress, FailedAt = i.FailedAt, RetryJob = i.RetryJob, HeldCorrelationId = NULL,
            SourceHash = i.SourceHash, Document = i.Document, Version = j.Version + 1
        FROM [{schema}].[Jobs] AS j
        JOIN [#Import] AS i ON i.Id = j.Id AND i.Kind = j.Kind
        WHERE i.Result = 3 AND i.Version = j.Version;
        SET @Written = @@ROWCOUNT;

        UPDATE j SET SourceHash = i.SourceHash
        FROM [{schema}].[Jobs] AS j
        JOIN [#Import] AS i ON i.Id = j.Id AND i.Kind = j.Kind
        WHERE i.Result = 2 AND i.Version = j.Version;
        SET @Written = @Written + @@ROWCOUNT;

        SELECT @Expected = COUNT(*) FROM [#Import] AS i WHERE i.Result IN (2, 3);
        IF @Written <> @Expected
            THROW {ChangedMeanwhile}, N'A job was changed while it was imported.', 1;

        DELETE c
        FROM [{schema}].[JobCorrelations] AS c
        JOIN [#Import] AS i ON i.Id = c.Id AND i.Kind = c.Kind
        WHERE i.Result = 3;

        INSERT INTO [{schema}].[JobCorrelations] (CorrelationId, Kind, Sequence, Id)
        SELECT c.CorrelationId, j.Kind, j.Sequence, j.Id
        FROM OPENJSON(@Correlations) WITH (Position int '$.Position', CorrelationId nvarchar(440) '$.CorrelationId') AS c
        JOIN [#Import] AS i ON i.Position = c.Position
        JOIN [{schema}].[Jobs] AS j ON j.Id = i.Id AND j.Kind = i.Kind
        WHERE i.Result IN (0, 3);

        SELECT i.Position, i.Result FROM [#Import] AS i WHERE i.Result <> 0 ORDER BY i.Position;
        DROP TABLE [#Import];
        """,
        JobColumn.List("Rows"),
        JobColumn.List("Correlations"),
        JobColumn.Document with { Name = "Documents" });

    public IEnumerable<Statement> All => [Apply];
}
