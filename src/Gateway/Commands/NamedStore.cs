using JobsGateway.Gateway.Configuration;
using JobsGateway.Gateway.Stores;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Commands;

/// <summary>The store that an option of a command names.</summary>
internal static class NamedStore
{
    /// <summary>Opens it, for what only the store itself can do.</summary>
    /// <param name="stores">The stores of the configuration.</param>
    /// <param name="option">The option, for messages.</param>
    /// <param name="name">The store's name under <c>Stores</c>.</param>
    /// <param name="cannot">What a store that is no <typeparamref name="T"/> does not do.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ConfigurationException">There is no such store, or it can't do this.</exception>
    /// <exception cref="JobStoreException">It can't be opened.</exception>
    public static async Task<T> OpenAsync<T>(StoreSet stores, string option, string name, string cannot, CancellationToken cancellationToken)
        where T : class
    {
        if (stores.Errors.Count > 0)
            throw new ConfigurationException(stores.Errors);
        var found = stores.Find(name) ?? throw Error(option, $"there is no store '{name}' under Stores; there is {string.Join(", ", stores.Names)}");
        var store = (found as LocalStore)?.Bare;
        var able = store as T ?? throw Error(option, $"the store '{name}' {cannot}");
        await store!.PrepareAsync(cancellationToken);
        return able;
    }

    private static ConfigurationException Error(string option, string message) => new([new ConfigurationError(option, message)]);
}
