namespace JobsGateway.Gateway.ConsoleView;

/// <summary>The web console.</summary>
internal sealed record ConsoleOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Console";

    /// <summary>Whether the console is served under `/console/`, to admins. Else these paths are as any other.</summary>
    public bool Enabled { get; init; } = true;
}
