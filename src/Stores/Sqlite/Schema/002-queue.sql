-- The jobs that are to be run: few rows of many, so workers never search the jobs themselves. A row goes when its job has ended.
CREATE TABLE QueueEntries
(
    Sequence          INTEGER PRIMARY KEY REFERENCES Jobs (Sequence), -- the job's: of equals the first made is the first run
    Name              TEXT    NOT NULL,
    Priority          INTEGER NOT NULL, -- the higher, the sooner
    DueAt             INTEGER NOT NULL, -- milliseconds since 1970-01-01T00:00:00Z
    Attempts          INTEGER NOT NULL, -- how often it was claimed
    LeaseToken        TEXT,             -- of the worker that holds it
    LeaseEndsAt       INTEGER,          -- milliseconds since 1970-01-01T00:00:00Z
    IsCancelRequested INTEGER NOT NULL, -- 0 or 1
    LastFailure       TEXT              -- why the attempt before failed
) STRICT;

CREATE INDEX QueueEntries_Waiting ON QueueEntries (Name, Priority DESC, DueAt, Sequence) WHERE LeaseToken IS NULL;

CREATE INDEX QueueEntries_Leased ON QueueEntries (LeaseEndsAt) WHERE LeaseToken IS NOT NULL;

-- What retries made before there was a queue.
INSERT INTO QueueEntries (Sequence, Name, Priority, DueAt, Attempts, IsCancelRequested)
SELECT Sequence, Name, 0, 0, 0, 0
FROM Jobs
WHERE SourceHash IS NULL AND Name IS NOT NULL AND ((Kind = 1 AND Status = 'pending') OR (Kind = 0 AND Status = 'scheduled'));
