using System.Globalization;
using JobsGateway.Gateway.Commands;

// What is printed and answered is the same on every machine, whatever its language.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
return await GatewayCommands.RunAsync(args);
