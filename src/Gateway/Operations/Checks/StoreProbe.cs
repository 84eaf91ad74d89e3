namespace JobsGateway.Gateway.Operations.Checks;

/// <summary>How it went to reach a store.</summary>
/// <param name="Name">The store's name under <c>Stores</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Reachable">Whether it works.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Message">What was found, or why it can't be reached.</param>
internal sealed record StoreProbe(string Name, string Type, bool Reachable, TimeSpan Elapsed, string Message);
