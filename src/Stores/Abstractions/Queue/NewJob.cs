using System.Text.Json;

namespace JobsGateway.Stores.Abstractions.Queue;

/// <summary>A job to be made.</summary>
public sealed record NewJob
{
    /// <summary>The most characters a name may have.</summary>
    public const int MaximumNameLength = 256;

    /// <summary>Describes a job.</summary>
    /// <param name="name">What is to be done, <c>relay</c> for example: the worker is chosen by it. 1 to <see cref="MaximumNameLength"/> characters.</param>
    /// <param name="data">What it is to be done with: a JSON object as UTF-8. It is stored as Studio would have stored it (<see cref="StudioData"/>).</param>
    /// <exception cref="ArgumentException">The name is blank or too long, or the data are no JSON object that can be stored; the message says why.</exception>
    public NewJob(string name, ReadOnlyMemory<byte> data)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Length > MaximumNameLength)
            throw new ArgumentException($"A job's name has {MaximumNameLength} characters at most, not {name.Length}.", nameof(name));
        Name = name;
        Data = data;
    }

    /// <summary>Describes a job whose data are an object of .NET, written with the web defaults of <see cref="JsonSerializer"/> (camel case).</summary>
    /// <inheritdoc cref="NewJob(string, ReadOnlyMemory{byte})"/>
    public static NewJob Create<TData>(string name, TData data) => new(name, JsonSerializer.SerializeToUtf8Bytes(data, JsonSerializerOptions.Web));

    /// <summary>What is to be done.</summary>
    public string Name { get; }

    /// <summary>What it is to be done with, as given.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Which kind of job it becomes. Default: a queue job. An agenda job is the kind that clients find by correlation id.</summary>
    public JobKind Kind { get; init; } = JobKind.Queue;

    /// <summary>Becomes <c>data.correlationId</c>. Default: what the data say, if anything.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How long to wait before it is due. Default: not at all.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than nothing.</exception>
    public TimeSpan Delay { get; init => field = Durations.NotNegative(value, nameof(Delay)); }

    /// <summary>The higher, the sooner, of the jobs that are due. Default: 0. Studio's words are worth 20 (highest), 10, 0, -10, -20.</summary>
    public int Priority { get; init; }
}
