using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>nginx, twice: as the upstream that answers from memory, and as a plain proxy. Unprivileged, in the foreground, all files in one folder.</summary>
internal static class Nginx
{
    // By default nginx closes a connection after 1,000 requests, which a proxy in front would pay for.
    private const string ForEver = "keepalive_requests 1000000000; keepalive_timeout 1h;";

    public static Task<Server> StartUpstreamAsync(int port, string folder, CancellationToken cancellationToken) => StartAsync(
        "upstream", port, folder,
        $$"""
        server {
          listen 127.0.0.1:{{port}};
          location / { return 200 '{{Answer.Body}}'; }
        }
        """,
        cancellationToken);

    public static Task<Server> StartProxyAsync(int port, string upstream, string folder, CancellationToken cancellationToken) => StartAsync(
        "proxy", port, folder,
        $$"""
        upstream studio {
          server {{new Uri(upstream).Authority}};
          keepalive 64;
          {{ForEver}}
        }
        server {
          listen 127.0.0.1:{{port}};
          location / {
            proxy_pass http://studio;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
          }
        }
        """,
        cancellationToken);

    private static async Task<Server> StartAsync(string name, int port, string folder, string servers, CancellationToken cancellationToken)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        var file = Path.Combine(own, "nginx.conf");
        await File.WriteAllTextAsync(file, Configuration(own, servers), cancellationToken);
        return await Server.StartAsync(Programs.StartTool(Tool.Nginx.Path!, "-e", "stderr", "-p", own, "-c", file), port, cancellationToken);
    }

    private static string Configuration(string folder, string servers) =>
        $$"""
        daemon off;
        worker_processes auto;
        pid {{folder}}/nginx.pid;
        error_log stderr warn;
        events { worker_connections 1024; }
        http {
          access_log off;
          default_type "application/json; charset=utf-8";
          {{ForEver}}
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;
          {{servers}}
        }

        """;
}
