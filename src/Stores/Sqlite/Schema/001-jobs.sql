-- The document is the truth; every other column is read from it when it is written.
CREATE TABLE Jobs
(
    Sequence         INTEGER PRIMARY KEY, -- insertion order
    Kind             INTEGER NOT NULL,    -- 0 agenda, 1 queue
    Id               TEXT    NOT NULL,    -- 24 lower-case hexadecimal characters
    Name             TEXT,
    Status           TEXT,
    CorrelationId    TEXT,                -- where the job has exactly one; several are in JobCorrelations
    ExternalId       TEXT,
    CommunityAddress TEXT,
    AccountAddress   TEXT,
    FailedAt         INTEGER,             -- milliseconds since 1970-01-01T00:00:00Z
    RetryJob         TEXT,
    SourceHash       BLOB,                -- of the bytes it was imported from; NULL for a job made here
    Document         TEXT    NOT NULL
) STRICT;

-- An id may exist once of each kind. Kind comes second: the agenda job is the first of the two.
CREATE UNIQUE INDEX Jobs_Id ON Jobs (Id, Kind);

CREATE INDEX Jobs_CorrelationId ON Jobs (CorrelationId, Kind) WHERE CorrelationId IS NOT NULL;

CREATE INDEX Jobs_ExternalId ON Jobs (ExternalId) WHERE ExternalId IS NOT NULL AND Kind = 1;

-- What a retry by query looks for: few rows of many.
CREATE INDEX Jobs_Retryable ON Jobs (Id)
    WHERE RetryJob IS NULL AND Status IN ('failed', 'cancelled', 'cancelRequested');

CREATE INDEX Jobs_RetryableByName ON Jobs (Name)
    WHERE RetryJob IS NULL AND Status IN ('failed', 'cancelled', 'cancelRequested');

CREATE INDEX Jobs_RetryableByCommunityAddress ON Jobs (CommunityAddress)
    WHERE RetryJob IS NULL AND Status IN ('failed', 'cancelled', 'cancelRequested');

CREATE INDEX Jobs_RetryableByAccountAddress ON Jobs (AccountAddress)
    WHERE RetryJob IS NULL AND Status IN ('failed', 'cancelled', 'cancelRequested');

CREATE INDEX Jobs_RetryableByFailedAt ON Jobs (FailedAt)
    WHERE RetryJob IS NULL AND Status IN ('failed', 'cancelled', 'cancelRequested');

-- The correlation ids of jobs that have several.
CREATE TABLE JobCorrelations
(
    CorrelationId TEXT    NOT NULL,
    Kind          INTEGER NOT NULL,
    Sequence      INTEGER NOT NULL REFERENCES Jobs (Sequence),
    PRIMARY KEY (CorrelationId, Kind, Sequence)
) STRICT, WITHOUT ROWID;

CREATE INDEX JobCorrelations_Sequence ON JobCorrelations (Sequence);
