-- The jobs that are to be run: few rows of many, so workers never search the jobs themselves. A row goes when its job has ended.
CREATE TABLE [$(Schema)].[QueueEntries]
(
    Kind              tinyint          NOT NULL,
    Id                char(24)         COLLATE Latin1_General_100_BIN2 NOT NULL,
    Sequence          bigint           NOT NULL, -- the job's: of equals the first made is the first run
    Name              nvarchar(440)    COLLATE Latin1_General_100_BIN2 NOT NULL,
    Priority          int              NOT NULL, -- the higher, the sooner
    DueAt             datetime2(3)     NOT NULL, -- UTC
    Attempts          int              NOT NULL, -- how often it was claimed
    LeaseToken        uniqueidentifier NULL,     -- of the worker that holds it
    LeaseEndsAt       datetime2(3)     NULL,     -- UTC
    IsCancelRequested bit              NOT NULL,
    LastFailure       nvarchar(440)    COLLATE Latin1_General_100_BIN2 NULL, -- why the attempt before failed
    CONSTRAINT [PK_QueueEntries] PRIMARY KEY CLUSTERED (Id, Kind)
);

CREATE INDEX [QueueEntries_Waiting] ON [$(Schema)].[QueueEntries] (Name, Priority DESC, DueAt, Sequence)
    INCLUDE (LeaseToken) WHERE LeaseToken IS NULL;

CREATE INDEX [QueueEntries_Leased] ON [$(Schema)].[QueueEntries] (LeaseEndsAt)
    WHERE LeaseToken IS NOT NULL;

-- What retries made before there was a queue.
INSERT INTO [$(Schema)].[QueueEntries] (Kind, Id, Sequence, Name, Priority, DueAt, Attempts, IsCancelRequested)
SELECT Kind, Id, Sequence, Name, 0, CONVERT(datetime2(3), '2000-01-01'), 0, 0
FROM [$(Schema)].[Jobs]
WHERE SourceHash IS NULL AND Name IS NOT NULL AND ((Kind = 1 AND Status = N'pending') OR (Kind = 0 AND Status = N'scheduled'));
