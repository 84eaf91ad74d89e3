using JobsGateway.Gateway.Guards.Headers;
using JobsGateway.Gateway.Operations.Health;
using JobsGateway.Gateway.Operations.Telemetry;
using JobsGateway.Gateway.Parity;

namespace JobsGateway.Gateway.Operations.Management;

/// <summary>What operators and their tools ask for, beside the jobs API or on a port of its own. This is the list: who adds such an endpoint adds a line to it.
/// Only the console, with a pipeline of its own, looks at the ports by itself.</summary>
internal static class ManagementEndpoints
{
    /// <summary>Maps all of them.</summary>
    private static void Map(IEndpointRouteBuilder endpoints)
    {
        var management = endpoints.MapGroup("").WithMetadata(ManagementPage.Metadata);
        management.MapApiDocuments();
        management.MapGatewayHealth();
        management.MapParity();
        management.MapTelemetry();
    }

    /// <summary>Serves them on their own port where there is one: nothing else is there, and they are nowhere else. Else they are mapped beside everything else by <see cref="MapManagement"/>.</summary>
    /// <remarks>Which it is, the connection tells and not the request: a Host header says what the client wants it to.</remarks>
    public static void UseManagementPort(this WebApplication app)
    {
        var ports = PortsOf(app.Configuration);
        if (ports.Count == 0)
            return;
        ManagementListening.Listen(app);
        // A branch has routing of its own, so that what is mapped on one side can't be reached by the other.
        app.MapWhen(context => ports.Contains(context.Connection.LocalPort), branch =>
        {
            branch.UseRouting();
            branch.UseManagementHeaders();
            branch.UseMiddleware<ManagementOnly>();
            branch.UseAuthentication();
            branch.UseAuthorization();
            branch.UseEndpoints(Map);
        });
    }

    /// <summary>Maps them beside the jobs API, where they have no port of their own.</summary>
    public static void MapManagement(this WebApplication app)
    {
        if (PortsOf(app.Configuration).Count == 0)
            Map(app);
    }

    /// <summary>The ports of management; none where it has none of its own.</summary>
    public static IReadOnlySet<int> PortsOf(IConfiguration configuration) =>
        ManagementAddresses.OfManagement(configuration).Select(ManagementAddresses.PortOf).OfType<int>().ToHashSet();
}
