using JobsGateway.Samples.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder(args);
if (string.IsNullOrEmpty(builder.Configuration["token"]))
{
    Console.Error.WriteLine("The retry needs an admin's token. Make one with: dotnet run --project src/Gateway -- token --admin --expires 1h");
    Console.Error.WriteLine("Then: dotnet run --project samples/Worker -- --token eyJhbGciOi... [--gateway http://localhost:5080] [--Queue:ConnectionString \"Data Source=data/jobs.db\"]");
    return 1;
}

builder.Logging.AddFilter(null, LogLevel.Error); // So that the story can be read. A real worker leaves the logs on.
builder.AddStory(Console.Out);
using var host = builder.Build();
await host.StartAsync();
var isTold = await host.Services.GetRequiredService<Story>().TellAsync();
await host.StopAsync();
return isTold ? 0 : 1;
