using JobsGateway.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace JobsGateway.Samples.Worker;

/// <summary>All that a worker has to set up is in here.</summary>
internal static class StoryHost
{
    private static readonly Dictionary<string, string?> Defaults = new()
    {
        ["gateway"] = "http://localhost:5080",
        ["Queue:Type"] = "Sqlite",
        ["Queue:ConnectionString"] = "Data Source=data/jobs.db", // The file that the gateway uses as shipped, from the same folder.
    };

    public static void AddStory(this HostApplicationBuilder builder, TextWriter output)
    {
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });

        builder.Services.AddJobsGatewayQueue(builder.Configuration.GetSection("Queue"))
            .AddHandler<RelayHandler>(RelayHandler.JobName, options => options.Concurrency = 4);

        builder.Services.AddSingleton<ChainNode>();
        builder.Services.AddSingleton(output);
        builder.Services.AddSingleton<Story>();
        builder.Services.AddSingleton(new GatewayClient(new Uri(builder.Configuration["gateway"]!), builder.Configuration["token"]!));
    }
}
