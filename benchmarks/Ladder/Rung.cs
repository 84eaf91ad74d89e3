using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>A way to the upstream.</summary>
/// <param name="Name">As --only calls it.</param>
/// <param name="Title">As the report calls it.</param>
/// <param name="Start">Starts it afresh, at a port; null for the upstream itself, which is up already.</param>
/// <param name="Address">Where the upstream is; null for a rung that is started.</param>
/// <param name="Missing">Why it can't be measured; null where it can.</param>
/// <param name="Verifies">Whether it refuses who has no token.</param>
internal sealed record Rung(string Name, string Title, Func<int, CancellationToken, Task<Server>>? Start, string? Address = null, string? Missing = null, bool Verifies = false);

/// <summary>What one round measured of a rung.</summary>
internal sealed record Measurement(Load Load, ConstantLoad Constant);

/// <summary>Where things are.</summary>
/// <param name="Folder">For what servers write.</param>
/// <param name="Upstream">The upstream.</param>
/// <param name="Gateway">The gateway's build.</param>
/// <param name="GatewayB">Another build; null for none.</param>
internal sealed record Place(string Folder, Server Upstream, string Gateway, string? GatewayB);
