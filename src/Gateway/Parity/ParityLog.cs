using JobsGateway.Comparison;
using JobsGateway.Gateway.Routing;

namespace JobsGateway.Gateway.Parity;

/// <summary>Tells the operator where answers differ, of each operation once a second at most. Paths and kinds only: values and ids are job data.</summary>
internal sealed partial class ParityLog(TimeProvider clock, ILogger<ParityBook> logger)
{
    private const int MaxPaths = 10;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly (long? Told, int Since)[] _operations = new (long?, int)[Enum.GetValues<Operation>().Length];

    public void Differs(Operation operation, string primary, string candidate, IReadOnlyList<Difference> differences)
    {
        if (IsDue(operation, out var more))
            LogDiffers(logger, operation, primary, candidate, string.Join(", ", differences.Take(MaxPaths).Select(Told)), more);
    }

    private bool IsDue(Operation operation, out int more)
    {
        lock (_lock)
        {
            ref var state = ref _operations[(int)operation];
            var now = clock.GetTimestamp();
            more = state.Since;
            var isDue = state.Told is not { } told || clock.GetElapsedTime(told, now) >= Interval;
            state = isDue ? (now, 0) : (state.Told, state.Since + 1);
            return isDue;
        }
    }

    private static string Told(Difference difference) => $"{JsonPath.WithoutIndexes(difference.Path)} ({difference.Kind})";

    [LoggerMessage(EventId = 1341, EventName = "AnswersDiffer", Level = LogLevel.Warning,
        Message = "{Operation}: the answers of {Primary} and {Candidate} differ at {Paths} ({More} more since the last message). GET /gateway/parity shows samples.")]
    private static partial void LogDiffers(ILogger logger, Operation operation, string primary, string candidate, string paths, int more);
}
