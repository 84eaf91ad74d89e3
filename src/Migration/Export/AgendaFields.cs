using System.Text.Json;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Migration.Export;

/// <summary>An agenda job's top level: ids and dates get their types back, and a job that will not run again has no next run.</summary>
internal static class AgendaFields
{
    public static ExportNote Write(ref Utf8JsonReader reader, ExtendedJson line, JobId id)
    {
        var state = new AgendaTimes(id.CreatedAt.ToUnixTimeMilliseconds());
        var note = ExportNote.None;
        line.Raw("{"u8);
        for (var first = true; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; first = false)
        {
            if (!first)
                line.Raw(","u8);
            var field = FieldOf(reader);
            line.Text(reader);
            line.Raw(":"u8);
            reader.Read();
            var written = WriteField(ref reader, line, field, ref state);
            note = written == ExportNote.None ? note : written;
        }

        line.Raw("}"u8);
        return note;
    }

    private static ExportNote WriteField(ref Utf8JsonReader reader, ExtendedJson line, Field field, ref AgendaTimes times)
    {
        switch (field)
        {
            case Field.NextRunAt:
                return WriteNextRun(ref reader, line, times);
            case Field.Defaulted when reader.TokenType == JsonTokenType.Null:
                line.Raw("""{"$numberDouble":"Infinity"}"""u8); // A stored null would be shown as the default; this prints as null.
                return ExportNote.None;
            case Field.LastRunAt:
                times = times with { LastRunAt = KnownField.DateOf(reader) };
                break;
        }

        var isLock = field == Field.LockedAt && KnownField.DateOf(reader) is not null;
        KnownField.Write(ref reader, line, isId: field == Field.Id, isDate: field is Field.Date or Field.LastRunAt or Field.LockedAt);
        return isLock ? ExportNote.Locked : ExportNote.None;
    }

    // A client sees another time where there is no next run. As a date it would make agenda run the job once more.
    private static ExportNote WriteNextRun(ref Utf8JsonReader reader, ExtendedJson line, AgendaTimes times)
    {
        var next = KnownField.DateOf(reader);
        if (next is null && reader.TokenType == JsonTokenType.Null)
            line.Raw("\"Invalid Date\""u8); // A client sees null where what is stored is no date; agenda runs neither.
        else if (next is null)
            line.Value(ref reader);
        else if (next == times.ShownInstead)
            line.Raw("null"u8);
        else
            line.Date(next.Value);
        return next is not null && next == times.ShownInstead && times.LastRunAt is null ? ExportNote.NotScheduled : ExportNote.None;
    }

    private static Field FieldOf(in Utf8JsonReader reader) => reader.GetString() switch
    {
        "_id" or "retryJob" => Field.Id,
        "nextRunAt" => Field.NextRunAt,
        "lastRunAt" => Field.LastRunAt,
        "lockedAt" => Field.LockedAt,
        "lastFinishedAt" or "failedAt" => Field.Date,
        "priority" or "shouldSaveResult" or "name" or "type" => Field.Defaulted,
        _ => Field.Other,
    };

    private enum Field
    {
        Other,
        Id,
        Date,
        LastRunAt,
        LockedAt,
        NextRunAt,
        Defaulted,
    }

    private readonly record struct AgendaTimes(long CreatedAt, long? LastRunAt = null)
    {
        /// <summary>What a client sees as the next run where there is none.</summary>
        public long ShownInstead => LastRunAt ?? CreatedAt;
    }
}
