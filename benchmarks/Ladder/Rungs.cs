using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>Makes the rungs.</summary>
internal static class Rungs
{
    private static readonly string[] Operations = ["FetchById", "FetchByCorrelationId", "FetchByExternalId", "RetryById", "RetryByQuery", "PassThrough"];

    public static IEnumerable<Rung> All(Place place)
    {
        var upstream = place.Upstream.Address;
        yield return new Rung(RungNames.Direct, "upstream directly", null, upstream);
        yield return new Rung(RungNames.Nginx, "nginx", (port, token) => Nginx.StartProxyAsync(port, upstream, place.Folder, token));
        yield return new Rung(RungNames.Haproxy, "HAProxy, jwt_verify", (port, token) => Haproxy.StartAsync(port, upstream, place.Folder, token),
            Missing: Tool.Haproxy.Path is null ? Tool.Haproxy.HowToInstall : null, Verifies: true);
        yield return new Rung(RungNames.Yarp, "bare YARP", (port, token) =>
            Server.StartAsync(Programs.Start(Programs.BareYarp, upstream + "/", Server.AddressOf(port)), port, token));
        yield return Gateway(RungNames.Gateway, "gateway, token and Polly", place.Gateway, place);
        if (place.GatewayB is not null)
            yield return Gateway(RungNames.GatewayB, "gateway B, token and Polly", place.GatewayB, place);
    }

    private static Rung Gateway(string name, string title, string assembly, Place place)
    {
        string[] settings =
        [
            "--Stores:studio:Type=Upstream",
            $"--Stores:studio:Destinations:a:Address={place.Upstream.Address}/",
            .. Operations.Select(operation => $"--Routes:{operation}:Store=studio"),
            // The configuration that comes with the gateway has a local store, too; its file is not to stay behind.
            $"--Stores:local:ConnectionString=Data Source={Path.Combine(place.Folder, name + ".db")}",
        ];
        return new Rung(name, title, (port, token) => Server.StartGatewayAsync(assembly, port, settings, token), Verifies: true);
    }
}
