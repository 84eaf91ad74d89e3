using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>HAProxy, which verifies the token as the gateway does: who has none, or one of another key, gets nothing.</summary>
internal static class Haproxy
{
    public static async Task<Server> StartAsync(int port, string upstream, string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "haproxy.cfg");
        await File.WriteAllTextAsync(file, Configuration(port, new Uri(upstream).Authority), cancellationToken);
        return await Server.StartAsync(Programs.StartTool(Tool.Haproxy.Path!, "-db", "-f", file), port, cancellationToken);
    }

    private static string Configuration(int port, string upstream) =>
        $$"""
        global
          maxconn 4096

        defaults
          mode http
          timeout connect 5s
          timeout client 1m
          timeout server 1m
          timeout http-keep-alive 1m

        frontend gateway
          bind 127.0.0.1:{{port}}
          http-request deny deny_status 401 unless { http_auth_bearer,jwt_header_query('$.alg') -m str HS256 }
          http-request deny deny_status 401 unless { http_auth_bearer,jwt_verify("HS256","{{Programs.Secret}}") -m int 1 }
          default_backend studio

        backend studio
          http-reuse always
          server a {{upstream}}

        """;
}
