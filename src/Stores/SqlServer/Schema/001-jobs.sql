-- The document is the truth; every other column is read from it when it is written.
-- Texts are compared by their bytes (BIN2). A text that a column can't hold or compare exactly is kept as its beginning and a hash: see docs/schema.md.
CREATE TABLE [$(Schema)].[Jobs]
(
    Kind              tinyint        NOT NULL, -- 0 agenda, 1 queue
    Id                char(24)       COLLATE Latin1_General_100_BIN2 NOT NULL, -- 24 lower-case hexadecimal characters
    Sequence          bigint         IDENTITY(1, 1) NOT NULL, -- insertion order
    Name              nvarchar(440)  COLLATE Latin1_General_100_BIN2 NULL,
    Status            nvarchar(440)  COLLATE Latin1_General_100_BIN2 NULL,
    CorrelationId     nvarchar(440)  COLLATE Latin1_General_100_BIN2 NULL, -- where the job has exactly one; several are in JobCorrelations
    ExternalId        nvarchar(440)  COLLATE Latin1_General_100_BIN2 NULL,
    CommunityAddress  nvarchar(440)  COLLATE Latin1_General_100_BIN2 NULL,
    AccountAddress    nvarchar(440)  COLLATE Latin1_General_100_BIN2 NULL,
    FailedAt          datetime2(3)   NULL, -- UTC
    RetryJob          nvarchar(440)  COLLATE Latin1_General_100_BIN2 NULL,
    RetryOf           char(24)       COLLATE Latin1_General_100_BIN2 NULL, -- the job of the same kind that this one retries, where the retry was made here
    HeldCorrelationId nvarchar(440)  COLLATE Latin1_General_100_BIN2 NULL, -- of a job made here: no other job made here may hold it meanwhile
    Version           int            NOT NULL CONSTRAINT [DF_Jobs_Version] DEFAULT (0), -- counts the changes: a writer changes only what it has read
    SourceHash        binary(16)     NULL, -- of the bytes it was imported from; NULL for a job made here
    Document          varbinary(max) NOT NULL, -- UTF-8
    -- An id may exist once of each kind. Kind comes second: the agenda job is the first of the two. Clustered: a fetch by id is one seek.
    CONSTRAINT [PK_Jobs] PRIMARY KEY CLUSTERED (Id, Kind)
);

CREATE INDEX [Jobs_CorrelationId] ON [$(Schema)].[Jobs] (CorrelationId, Kind, Sequence)
    INCLUDE (Status) WHERE CorrelationId IS NOT NULL;

CREATE INDEX [Jobs_ExternalId] ON [$(Schema)].[Jobs] (ExternalId, Sequence)
    WHERE ExternalId IS NOT NULL AND Kind = 1;

-- Each job is retried once.
CREATE UNIQUE INDEX [Jobs_RetryOf] ON [$(Schema)].[Jobs] (RetryOf, Kind)
    WHERE RetryOf IS NOT NULL;

-- Of the jobs made here, one of a kind holds a correlation id.
CREATE UNIQUE INDEX [Jobs_HeldCorrelationId] ON [$(Schema)].[Jobs] (HeldCorrelationId, Kind)
    WHERE HeldCorrelationId IS NOT NULL;

-- What a retry by query looks for: few rows of many. The columns of the condition are included: the server looks them up again otherwise, also those it is
-- told are NULL.
CREATE INDEX [Jobs_Retryable] ON [$(Schema)].[Jobs] (Id, Kind)
    INCLUDE (RetryJob, Status) WHERE RetryJob IS NULL AND Status IN (N'failed', N'cancelled', N'cancelRequested');

CREATE INDEX [Jobs_RetryableByName] ON [$(Schema)].[Jobs] (Name)
    INCLUDE (RetryJob, Status) WHERE RetryJob IS NULL AND Status IN (N'failed', N'cancelled', N'cancelRequested');

CREATE INDEX [Jobs_RetryableByCommunityAddress] ON [$(Schema)].[Jobs] (CommunityAddress)
    INCLUDE (RetryJob, Status) WHERE RetryJob IS NULL AND Status IN (N'failed', N'cancelled', N'cancelRequested');

CREATE INDEX [Jobs_RetryableByAccountAddress] ON [$(Schema)].[Jobs] (AccountAddress)
    INCLUDE (RetryJob, Status) WHERE RetryJob IS NULL AND Status IN (N'failed', N'cancelled', N'cancelRequested');

CREATE INDEX [Jobs_RetryableByFailedAt] ON [$(Schema)].[Jobs] (FailedAt)
    INCLUDE (RetryJob, Status) WHERE RetryJob IS NULL AND Status IN (N'failed', N'cancelled', N'cancelRequested');

-- The correlation ids of jobs that have several. Without a foreign key, as all tables here: rows are written with their job, in one transaction, and Babelfish
-- can't check one of a text under BIN2.
CREATE TABLE [$(Schema)].[JobCorrelations]
(
    CorrelationId nvarchar(440) COLLATE Latin1_General_100_BIN2 NOT NULL,
    Kind          tinyint       NOT NULL,
    Sequence      bigint        NOT NULL, -- the job's, so that the first inserted is found first
    Id            char(24)      COLLATE Latin1_General_100_BIN2 NOT NULL,
    CONSTRAINT [PK_JobCorrelations] PRIMARY KEY CLUSTERED (CorrelationId, Kind, Sequence)
);

CREATE INDEX [JobCorrelations_Id] ON [$(Schema)].[JobCorrelations] (Id, Kind);
