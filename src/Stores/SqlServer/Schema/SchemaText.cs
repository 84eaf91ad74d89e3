using System.Globalization;
using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Stores.SqlServer.Schema;

/// <summary>Puts the texts together that make, upgrade and share a schema: what is run is what is printed.</summary>
internal static class SchemaText
{
    /// <summary>Of any name in SQL Server.</summary>
    private const int LongestName = 128;

    private static readonly string UpgradeTemplate = Resource("upgrade.sql");
    private static readonly string RoleTemplate = Resource("role.sql");

    /// <summary>Said of a schema with tables of something else.</summary>
    public static string Foreign(string schema) => $"The schema {schema} holds tables of something else. Name another schema under Schema.";

    /// <summary>The script that brings a schema from a version to the newest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    public static string Upgrade(string schema, IReadOnlyList<SchemaScript> scripts, int fromVersion)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromVersion);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromVersion, scripts[^1].Version);
        return UpgradeTemplate
            .Replace("$(Steps)", string.Concat(scripts.Where(script => script.Version > fromVersion).Select(Step)), StringComparison.Ordinal)
            .Replace("$(Newest)", Text(scripts[^1].Version), StringComparison.Ordinal)
            .Replace("$(From)", Text(fromVersion), StringComparison.Ordinal)
            .Replace("$(Foreign)", Foreign(schema), StringComparison.Ordinal)
            .Replace("$(Schema)", schema, StringComparison.Ordinal);
    }

    /// <summary>The script that gives a role what a gateway needs.</summary>
    /// <exception cref="ArgumentException">The name is none that a role can have, or one that no script can hold; the message says why.</exception>
    public static string Role(string schema, string role) =>
        ProblemOfRole(role) is { } problem
            ? throw new ArgumentException(problem, nameof(role))
            : RoleTemplate
                .Replace("$(Schema)", schema, StringComparison.Ordinal)
                .Replace("$(RoleText)", role.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal)
                .Replace("$(Role)", role.Replace("]", "]]", StringComparison.Ordinal), StringComparison.Ordinal);

    // A line break would end the script's comment, and sqlcmd would put a variable's value in the place of $(name).
    private static string? ProblemOfRole(string role) =>
        string.IsNullOrWhiteSpace(role) ? "A role needs a name."
        : role.Length > LongestName ? $"A role's name has {LongestName} characters at most, not {role.Length}."
        : role != role.Trim() || role.Any(char.IsControl) || role.Contains("$(", StringComparison.Ordinal)
            ? "A role's name has no spaces at its ends, no control characters and no \"$(\" here."
        : null;

    // By EXEC, so that the server looks at a step only when it is run: a later one may take away what an earlier one names.
    private static string Step(SchemaScript script) =>
        $"""
        IF @version < {Text(script.Version)}
        BEGIN
            EXEC(N'{script.Sql.Replace("'", "''", StringComparison.Ordinal)}');
            EXEC(N'INSERT INTO [$(Schema)].[SchemaVersion] (Version, AppliedAt) VALUES ({Text(script.Version)}, SYSUTCDATETIME())');
        END;


        """;

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(SchemaText).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
