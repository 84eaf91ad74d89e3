using System.ComponentModel.DataAnnotations;

namespace JobsGateway.Gateway.Guards.Limits;

/// <summary>How much of a request and of a connection is accepted. What goes beyond is refused by the server before the gateway sees it, except for `RetryBodyBytes`.</summary>
internal sealed record LimitsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Limits";

    /// <summary>The most bytes of a retry's body, and of any other body the gateway reads itself, after decompression; as it comes it may have twice as many. 413. 102400 is body-parser's limit, which Studio has.
    /// What passes through is not bounded here.</summary>
    [Range(1024, 8 * 1024 * 1024)]
    public int RetryBodyBytes { get; init; } = 100 * 1024;

    /// <summary>The most bytes of the first line of a request, which has the path and the query in it. 414. 16384 is Node's limit for the whole head.</summary>
    [Range(1024, 1024 * 1024)]
    public int RequestLineBytes { get; init; } = 16 * 1024;

    /// <summary>The most bytes of all headers together. 431.</summary>
    [Range(1024, 1024 * 1024)]
    public int HeaderBytes { get; init; } = 32 * 1024;

    /// <summary>The most headers. 431. 2000 is Node's limit.</summary>
    [Range(10, 10_000)]
    public int HeaderCount { get; init; } = 2000;

    /// <summary>The most connections at a time, on all addresses together; one too many is closed at once. Default: any number.</summary>
    [Range(1, 1_000_000)]
    public int? Connections { get; init; }

    /// <summary>How long a connection may be without a request before it is closed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(130);

    /// <summary>How long the head of a request may take to arrive. 408.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan HeadersTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many bytes a second of a body have to arrive, and how many of an answer have to be taken, each counted from 5 s after it began; 0 for any. 408, or the connection is broken off.</summary>
    [Range(0, 1_000_000)]
    public int BytesPerSecond { get; init; } = 240;
}
