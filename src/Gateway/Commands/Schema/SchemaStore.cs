using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Gateway.Commands.Schema;

/// <summary>A store that has a schema.</summary>
/// <param name="Name">Its name under <c>Stores</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Schema">Its schema.</param>
internal sealed record SchemaStore(string Name, string Type, IJobStoreSchema Schema)
{
    private const string Key = "--store";

    /// <summary>The store of this name, or the only one that has a schema.</summary>
    /// <exception cref="ConfigurationException">There is none, it has no schema, or there are several to choose from.</exception>
    public static SchemaStore Find(StoreSet stores, string? name)
    {
        if (stores.Errors.Count > 0)
            throw new ConfigurationException(stores.Errors);
        SchemaStore[] all = [.. stores.All.Select(Of).OfType<SchemaStore>()];
        if (name is not null)
        {
            var found = stores.Find(name) ?? throw Error($"there is no store '{name}' under Stores; there is {string.Join(", ", stores.Names)}");
            return Of(found) ?? throw Error($"the store '{name}' ({found.Type}) has no schema to look after");
        }

        return all switch
        {
            [var only] => only,
            [] => throw Error($"no store has a schema to look after; there is {string.Join(", ", stores.All.Select(store => $"{store.Name} ({store.Type})"))}"),
            _ => throw Error($"is not given, and there are {all.Length} stores to choose from: {string.Join(", ", all.Select(store => store.Name))}"),
        };
    }

    private static SchemaStore? Of(ConfiguredStore store) =>
        (store as LocalStore)?.Bare is IJobStoreSchema schema ? new SchemaStore(store.Name, store.Type, schema) : null;

    private static ConfigurationException Error(string message) => new([new ConfigurationError(Key, message)]);
}
