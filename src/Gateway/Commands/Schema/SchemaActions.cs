using System.Globalization;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Gateway.Commands.Schema;

/// <summary>What the commands under <c>schema</c> do with a store's schema. Each gives one of <see cref="SchemaExitCode"/>.</summary>
internal static class SchemaActions
{
    /// <summary>Tells what the schema is.</summary>
    public static async Task<int> StatusAsync(SchemaStore store, bool json, TextWriter output, CancellationToken cancellationToken)
    {
        var status = await store.Schema.GetStatusAsync(cancellationToken);
        if (json)
            await output.WriteLineAsync(new SchemaReport(store, status).ToJson());
        else
            SchemaSummary.Write(output, store, status);
        return SchemaExitCode.For(status.State);
    }

    /// <summary>Makes the schema where there is none.</summary>
    public static Task<int> CreateAsync(SchemaStore store, TextWriter output, CancellationToken cancellationToken) =>
        ChangeAsync(store, SchemaState.Missing, output, cancellationToken);

    /// <summary>Brings an older schema up to date.</summary>
    public static Task<int> UpgradeAsync(SchemaStore store, TextWriter output, CancellationToken cancellationToken) =>
        ChangeAsync(store, SchemaState.Older, output, cancellationToken);

    // The one who asks for an upgrade expects jobs to be there: an empty schema made instead would hide that the wrong database is named.
    private static async Task<int> ChangeAsync(SchemaStore store, SchemaState expected, TextWriter output, CancellationToken cancellationToken)
    {
        var status = await store.Schema.GetStatusAsync(cancellationToken);
        var place = Redaction.Of(status.Place);
        if (status.State != expected)
        {
            var rest = status.State == SchemaState.Current ? $" (version {status.Version}), nothing to do" : "";
            await output.WriteLineAsync($"{store.Name}, {place}: {SchemaSummary.Sentence(store, status)}{rest}");
            return SchemaExitCode.For(status.State);
        }

        var (before, after) = await store.Schema.UpgradeAsync(cancellationToken);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{store.Name}, {place}: {Told(before, after)}"));
        return SchemaExitCode.Current;
    }

    // Another may have been quicker.
    private static string Told(int before, int after) =>
        before == 0 ? $"made, version {after}" : before == after ? $"current (version {after}), nothing to do" : $"brought from version {before} to {after}";
}
