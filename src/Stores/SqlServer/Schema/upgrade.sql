-- The schema $(Schema) of JobsGateway, from version $(From) to $(Newest). It is safe to run twice: a step that was run is passed over.
-- All of it is one transaction. Run it as an account that may create schemas and tables.
SET NOCOUNT ON;
SET XACT_ABORT ON;
-- Filtered indexes ask for these; sqlcmd has the first off.
SET QUOTED_IDENTIFIER, ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL ON;
SET NUMERIC_ROUNDABORT OFF;
BEGIN TRANSACTION;

-- One at a time.
DECLARE @lock int, @version int, @message nvarchar(2048);
EXEC @lock = sp_getapplock @Resource = N'JobsGateway schema $(Schema)', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000;
IF @lock < 0
    THROW 50001, N'Another upgrade of the schema $(Schema) has been running for a minute. Wait for it, or look for a session that holds the lock ''JobsGateway schema $(Schema)''.', 1;

IF SCHEMA_ID(N'$(Schema)') IS NULL
    EXEC(N'CREATE SCHEMA [$(Schema)]');
IF OBJECT_ID(N'[$(Schema)].[SchemaVersion]', N'U') IS NULL
BEGIN
    IF EXISTS (SELECT 1 FROM sys.tables WHERE schema_id = SCHEMA_ID(N'$(Schema)'))
        THROW 50002, N'$(Foreign)', 1;
    EXEC(N'CREATE TABLE [$(Schema)].[SchemaVersion]
    (
        Version   int          NOT NULL CONSTRAINT [PK_SchemaVersion] PRIMARY KEY,
        AppliedAt datetime2(3) NOT NULL -- UTC
    )');
END;

EXEC sp_executesql N'SELECT @version = COALESCE(MAX(Version), 0) FROM [$(Schema)].[SchemaVersion]', N'@version int OUTPUT', @version = @version OUTPUT;
IF @version > $(Newest)
BEGIN
    SET @message = CONCAT(N'The schema $(Schema) has version ', @version, N', this JobsGateway knows up to $(Newest). Run the newer JobsGateway, or name another schema.');
    THROW 50003, @message, 1;
END;
IF @version < $(From)
BEGIN
    SET @message = CONCAT(N'The schema $(Schema) has version ', @version, N', this script starts from $(From). Print the script from the version it has.');
    THROW 50004, @message, 1;
END;

$(Steps)COMMIT TRANSACTION;
SELECT @version AS [Before], $(Newest) AS [After];
