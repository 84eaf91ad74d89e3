using JobsGateway.WebConsole.Views;

namespace JobsGateway.WebConsole.Hosting;

/// <summary>What the console is given by the gateway: it knows nothing else of it.</summary>
/// <param name="Gateway">What the gateway is made of.</param>
/// <param name="Traffic">The requests of the last minutes.</param>
/// <param name="Parity">The comparison of answers.</param>
/// <param name="Client">Sends requests as any client's.</param>
/// <param name="Tokens">Decides who may use the console.</param>
public sealed record ConsoleParts(IGatewayView Gateway, ITraffic Traffic, IParityView Parity, IGatewayClient Client, ITokenCheck Tokens);
