namespace JobsGateway.WebConsole.Views;

/// <summary>What the gateway is made of at this moment. Nothing in it is secret: no connection string, no password of an address.</summary>
public interface IGatewayView
{
    /// <summary>Reads the state in force; cheap enough for once a second.</summary>
    GatewayState Read();

    /// <summary>The warnings of the configuration that is in force, worked out anew.</summary>
    IReadOnlyList<SettingMessage> Warnings();
}

/// <summary>The state of the gateway.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="Environment">The name of the environment.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="Routes">Which store serves which operation.</param>
/// <param name="PassThrough">The store every other path goes to; null where there is none.</param>
/// <param name="Stores">The stores, in the order of configuration.</param>
/// <param name="Configuration">Whether the configuration as it stands is in force.</param>
public sealed record GatewayState(
    string Version, string Environment, DateTimeOffset StartedAt,
    IReadOnlyList<RouteState> Routes, string? PassThrough, IReadOnlyList<StoreState> Stores, ConfigurationInForce Configuration);

/// <summary>How an operation is served.</summary>
/// <param name="Operation">The operation's name.</param>
/// <param name="Store">The store that answers unless a mode says otherwise.</param>
/// <param name="IsUpstream">Whether that store forwards to another server.</param>
/// <param name="Text">The whole route in words.</param>
/// <param name="Modes">The modes on top; none on a plain route.</param>
public sealed record RouteState(string Operation, string Store, bool IsUpstream, string Text, IReadOnlyList<RouteMode> Modes);

/// <summary>A mode of a route.</summary>
/// <param name="Name">Canary, Fallback, Shadow or Keep copy.</param>
/// <param name="Text">Its stores and shares, such as <c>10 % to local</c>.</param>
public sealed record RouteMode(string Name, string Text);

/// <summary>Whether the configuration as it stands is in force.</summary>
/// <param name="Since">When that was found out: at the start, or at the last reload.</param>
/// <param name="IsFromStart">Whether nothing was reloaded since the start.</param>
/// <param name="Refused">Why a changed configuration was refused; empty where it is in force.</param>
public sealed record ConfigurationInForce(DateTimeOffset Since, bool IsFromStart, IReadOnlyList<SettingMessage> Refused);

/// <summary>Something told of a setting.</summary>
/// <param name="Path">The key, as in <c>Stores:local:Type</c>.</param>
/// <param name="Text">What is told, without secrets.</param>
public sealed record SettingMessage(string Path, string Text);
