using System.Text.Json.Nodes;
using JobsGateway.Gateway.Audit;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.ConsoleView;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Guards.Headers;
using JobsGateway.Gateway.Guards.Limits;
using JobsGateway.Gateway.Guards.RateLimits;
using JobsGateway.Gateway.Operations.Management;
using JobsGateway.Gateway.Operations.Shutdown;
using JobsGateway.Gateway.Operations.Telemetry.Configuration;
using JobsGateway.Gateway.Parity.Configuration;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Routing.Configuration;
using JobsGateway.Stores.Resilience;
using JobsGateway.Stores.Sqlite;
using JobsGateway.Stores.SqlServer;
using JobsGateway.Stores.Upstream.Configuration;

namespace JobsGateway.Gateway.Tests.Configuration;

/// <summary>The JSON schema of <c>appsettings.json</c>, for editors.</summary>
/// <remarks>
/// Draft 7: the newest that Visual Studio Code and Visual Studio both support in full. What depends on a store's type is an <c>anyOf</c> by the value of <c>Type</c>, not an
/// <c>if</c>: every validator knows it, and editors offer the settings of all types until the type is written.
/// </remarks>
internal static class SettingsSchema
{
    public const string File = "appsettings.schema.json";

    public static JsonObject Create() => new()
    {
        ["$schema"] = "http://json-schema.org/draft-07/schema#",
        ["title"] = "JobsGateway: appsettings.json",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["$schema"] = Text("Where this schema is, for editors. The gateway does not read it."),
            ["Urls"] = Text("Where the gateway listens; several addresses are separated by `;`. Default: `http://localhost:5080` as shipped, `http://localhost:5000` where nothing is set."),
            ["Jwt"] = Jwt(),
            ["Stores"] = Stores(),
            ["Routes"] = Routes(),
            ["Plugins"] = List("Assemblies with more store types: paths of `.dll` files, absolute or from the folder of `appsettings.json`. Default: none."),
            ["Cors"] = OptionsSchema.Of(typeof(CorsOptions)),
            ["Console"] = OptionsSchema.Of(typeof(ConsoleOptions)),
            ["Docs"] = OptionsSchema.Of(typeof(DocsOptions)),
            ["Samples"] = OptionsSchema.Of(typeof(SamplesOptions)),
            ["Parity"] = OptionsSchema.Of(typeof(ParityOptions)),
            ["Telemetry"] = OptionsSchema.Of(typeof(TelemetryOptions)),
            ["Shutdown"] = OptionsSchema.Of(typeof(ShutdownOptions)),
            ["Audit"] = OptionsSchema.Of(typeof(AuditOptions)),
            ["RateLimits"] = OptionsSchema.Of(typeof(RateLimitsOptions)),
            ["Limits"] = OptionsSchema.Of(typeof(LimitsOptions)),
            ["SecurityHeaders"] = OptionsSchema.Of(typeof(SecurityHeadersOptions)),
            ["Management"] = OptionsSchema.Of(typeof(ManagementOptions)),
            ["Kestrel"] = Open("ASP.NET Core's own: `Endpoints` with certificates. Its limits are the section `Limits`."),
            ["Logging"] = Open("ASP.NET Core's own: `LogLevel` by category."),
            ["AllowedHosts"] = Text("ASP.NET Core's own: the host names that are answered, separated by `;`. Default: any."),
            ["ReverseProxy"] = Open("YARP's own: `Routes` and `Clusters` for what is not the jobs API. Validated at start by YARP's rules."),
        },
    };

    private static JsonObject Jwt()
    {
        var schema = OptionsSchema.Of(typeof(JwtOptions));
        schema["properties"]!.AsObject().Insert(1, JwtOptionsReader.SingleSecret, Text("A single secret, the same as a list of one. Default: none."));
        return schema;
    }

    private static JsonObject Stores() => new()
    {
        ["description"] = "The stores that can answer, by names of your own.",
        ["type"] = "object",
        ["additionalProperties"] = new JsonObject
        {
            ["anyOf"] = new JsonArray(Local(StoreTypes.Sqlite, typeof(SqliteSection)), Local(StoreTypes.SqlServer, typeof(SqlServerSection)), Store(StoreTypes.Upstream, typeof(UpstreamOptions)), PluginStore()),
        },
    };

    // The gateway reads how a local store is treated, the store the rest.
    private static JsonObject Local(string type, Type options)
    {
        var schema = Store(type, options);
        schema["properties"]!.AsObject().Add(ResilienceOptionsValidator.Section, OptionsSchema.Of(typeof(ResilienceOptions)));
        return schema;
    }

    private static JsonObject Store(string type, Type options)
    {
        var schema = OptionsSchema.Of(options);
        schema["properties"]!.AsObject().Insert(0, StoreTypes.Key, new JsonObject { ["description"] = XmlDocs.Of(options), ["enum"] = new JsonArray(type) });
        schema["required"] = new JsonArray([StoreTypes.Key, .. schema["required"]?.AsArray().Select(name => name!.DeepClone()) ?? []]);
        return schema;
    }

    private static JsonObject PluginStore() => new()
    {
        ["description"] = "A store of a type that comes from a plugin: its settings are the plugin's.",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            [StoreTypes.Key] = new JsonObject
            {
                ["description"] = "A type that comes from a plugin.",
                ["type"] = "string",
                ["not"] = new JsonObject { ["enum"] = new JsonArray(StoreTypes.Sqlite, StoreTypes.SqlServer, StoreTypes.Upstream) },
            },
            [ResilienceOptionsValidator.Section] = OptionsSchema.Of(typeof(ResilienceOptions)),
        },
        ["required"] = new JsonArray(StoreTypes.Key),
    };

    private static JsonObject Routes()
    {
        var routes = new JsonObject();
        foreach (var operation in Enum.GetNames<Operation>())
            routes[operation] = Described(typeof(JobsRouteOptions), XmlDocs.Of(typeof(Operation).GetField(operation)!));
        routes[RoutePlanBuilder.PassThrough] = Described(typeof(PassThroughOptions), XmlDocs.Of(typeof(PassThroughOptions)));
        return new JsonObject
        {
            ["description"] = "Which store answers which operation.",
            ["type"] = "object",
            ["properties"] = routes,
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Described(Type options, string description)
    {
        var schema = OptionsSchema.Of(options);
        schema["description"] = description;
        return schema;
    }

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };

    private static JsonObject List(string description) =>
        new() { ["description"] = description, ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Open(string description) => new() { ["description"] = description, ["type"] = "object" };
}
