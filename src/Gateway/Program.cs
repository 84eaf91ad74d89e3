using System.Globalization;
using JobsGateway.Gateway.Commands;

// What is printed and logged is the same on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return await GatewayCommands.RunAsync(args);
