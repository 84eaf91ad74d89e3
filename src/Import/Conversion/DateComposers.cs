namespace JobsGateway.Import.Conversion;

/// <summary>The day of a date string, put together from its numbers and the name of a month.</summary>
internal sealed class DayComposer
{
    private readonly int[] _parts = [1, 1, 1];
    private int _count;
    private int? _namedMonth;

    public bool IsEmpty => _count == 0;

    /// <summary>The numbers came in the order of ISO 8601.</summary>
    public bool IsIso { get; set; }

    public bool Add(int part)
    {
        if (_count == _parts.Length)
            return false;
        _parts[_count++] = part;
        return true;
    }

    public void SetNamedMonth(int month) => _namedMonth = month;

    /// <summary>Days since 1970; null where the parts are no date.</summary>
    public long? Compose()
    {
        if (_count == 0)
            return null;
        // Missing parts are 1, the year included: the reference counts them as given.
        var (year, month, day) = _namedMonth is { } named ? WithName(named) : WithoutName();
        if (!IsIso)
            year += year switch { >= 0 and <= 49 => 2000, >= 50 and <= 99 => 1900, _ => 0 };
        return month is >= 1 and <= 12 && IsDay(day) ? JavaScriptDate.DayNumber(year, month, day) : null;
    }

    private (int Year, int Month, int Day) WithoutName() =>
        IsIso || !IsDay(_parts[0]) ? (_parts[0], _parts[1], _parts[2]) : (_parts[2], _parts[0], _parts[1]);

    private (int Year, int Month, int Day) WithName(int month) =>
        IsDay(_parts[0]) ? (_parts[1], month, _parts[0]) : (_parts[0], month, _parts[1]);

    private static bool IsDay(int day) => day is >= 1 and <= 31;
}

/// <summary>The time of a date string: hour, minute, second, millisecond.</summary>
internal sealed class TimeComposer
{
    private readonly int[] _parts = new int[4];
    private int _count;
    private int? _hourOffset;

    public bool IsEmpty => _count == 0;

    public bool IsExpecting(int part) => (_count == 1 && part < 60) || (_count == 2 && part < 60) || (_count == 3 && part < 1000);

    public bool Add(int part)
    {
        if (_count == _parts.Length)
            return false;
        _parts[_count++] = part;
        return true;
    }

    public void AddFinal(int part)
    {
        Add(part);
        _count = _parts.Length;
    }

    /// <summary>Takes the hours as those of a 12-hour clock.</summary>
    public void SetHourOffset(int offset) => _hourOffset = offset;

    /// <summary>Milliseconds since midnight; null where the parts are no time.</summary>
    public long? Compose()
    {
        var (hour, minute, second, millisecond) = (_parts[0], _parts[1], _parts[2], _parts[3]);
        if (_hourOffset is { } offset)
        {
            if (hour > 12)
                return null;
            hour = (hour % 12) + offset;
        }

        var isTime = hour < 24 && minute < 60 && second < 60 && millisecond < 1000;
        var isMidnightAtTheEnd = hour == 24 && minute == 0 && second == 0 && millisecond == 0;
        return isTime || isMidnightAtTheEnd ? (((((hour * 60L) + minute) * 60) + second) * 1000) + millisecond : null;
    }
}

/// <summary>The offset from UTC of a date string.</summary>
internal sealed class ZoneComposer
{
    private int? _sign;
    private int? _hour;
    private int? _minute;

    public bool IsEmpty => _hour is null;

    public bool IsUtc => _hour == 0 && _minute == 0;

    public bool IsExpecting(int part) => _hour is not null && _minute is null && part < 60;

    public void SetHours(int hours)
    {
        _sign = hours < 0 ? -1 : 1;
        _hour = Math.Abs(hours);
        _minute = 0;
    }

    public void SetSign(int sign) => _sign = sign;

    public void SetAbsolute(int hour, int? minute)
    {
        _hour = hour;
        _minute = minute;
    }

    public void SetMinute(int minute) => _minute = minute;

    /// <summary>Milliseconds east of UTC. A string without a zone means local time: UTC, as Studio's servers run.</summary>
    public long Compose() => _sign is { } sign ? sign * (((_hour ?? 0) * 3600L) + ((_minute ?? 0) * 60L)) * 1000 : 0;
}
