using System.Globalization;
using JobsGateway.Gateway.Authentication.Configuration;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Operations.Checks;
using JobsGateway.Gateway.Operations.Management;
using Microsoft.Extensions.Configuration;

namespace JobsGateway.Gateway.Commands;

/// <summary>Says in words what a valid configuration amounts to.</summary>
internal static class CheckSummary
{
    public static void Write(TextWriter output, CheckReport report, WebApplication app, string[] switches)
    {
        output.WriteLine($"The configuration is fine.{Environment.NewLine}");
        Block(output, "Environment", [app.Environment.EnvironmentName]);
        Block(output, "Read", Sources(app.Configuration, switches));
        Block(output, "Listens on", [app.Configuration[AddressCheck.Key] ?? "the addresses of Kestrel"]);
        Block(output, "Management", ManagementAddresses.OfManagement(app.Configuration));
        Block(output, "Tokens", Tokens(JwtConfiguration.Read(app.Configuration, app.Environment).Options));
        Block(output, "Stores", Aligned(report.Stores.Select(store => (store.Name, $"{store.Type}{Found(store)}"))));
        Block(output, "Routes", Aligned(report.Routes.Select(route => (route.Key, report.Modes.GetValueOrDefault(route.Key, route.Value)))));
        if (report.Warnings.Count == 0)
            return;
        output.WriteLine($"{Environment.NewLine}Warnings:");
        foreach (var warning in report.Warnings)
            output.WriteLine($"  - {warning}");
    }

    private static void Block(TextWriter output, string title, IEnumerable<string> lines)
    {
        foreach (var (index, line) in lines.Index())
            output.WriteLine($"{(index == 0 ? title : ""),-13}{line}");
    }

    private static IEnumerable<string> Aligned(IEnumerable<(string Name, string Text)> rows)
    {
        var all = rows.ToArray();
        var width = all.Max(row => row.Name.Length);
        return all.Select(row => $"{row.Name.PadRight(width)}  {row.Text}");
    }

    private static IEnumerable<string> Sources(IConfiguration configuration, string[] switches)
    {
        var files = ((IConfigurationBuilder)configuration).Sources.OfType<FileConfigurationSource>()
            .Select(source => source.FileProvider?.GetFileInfo(source.Path ?? ""))
            .Where(file => file is { Exists: true })
            .Select(file => file!.PhysicalPath ?? file.Name)
            .ToArray();
        foreach (var file in files)
            yield return file;
        if (files.Length == 0)
            yield return "no file: there is no appsettings.json in this folder";
        var variables = Variables();
        if (variables.Length > 0)
            yield return $"environment: {string.Join(", ", variables)}";
        // Names only: a value may be a secret.
        var names = switches.Where(text => text.StartsWith("--", StringComparison.Ordinal)).Select(text => text.Split('=')[0]).ToArray();
        if (names.Length > 0)
            yield return $"switches: {string.Join(", ", names)}";
    }

    private static string[] Variables() =>
    [
        .. Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => SectionNameCheck.IsOurs(name.Split("__")[0]))
            .Order(StringComparer.OrdinalIgnoreCase),
    ];

    private static IEnumerable<string> Tokens(JwtOptions jwt)
    {
        if (jwt.Secrets.Count > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"signed with {(jwt.Secrets.Count == 1 ? "a shared secret" : $"one of {jwt.Secrets.Count} shared secrets")}");
        if (jwt.Metadata is { } metadata)
            yield return Redaction.Of($"of the issuer {jwt.Authority ?? metadata}");
    }

    private static string Found(CheckedStore store) => store.Reachable switch
    {
        true => string.Create(CultureInfo.InvariantCulture, $", reached in {store.Milliseconds:0} ms: {store.Message}"),
        false => string.Create(CultureInfo.InvariantCulture, $", NOT reached ({store.Milliseconds:0} ms): {store.Message}"),
        null => "",
    };
}
