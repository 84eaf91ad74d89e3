using JobsGateway.Gateway.Commands;

return await GatewayCommands.RunAsync(args);
