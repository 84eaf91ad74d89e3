using JobsGateway.Gateway.Configuration;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Stores;

/// <summary>What the assemblies under <c>Plugins</c> bring.</summary>
/// <param name="Factories">The store types found.</param>
/// <param name="Errors">What is wrong with the section; told together with all other errors, so nothing is thrown for it.</param>
internal sealed record Plugins(IReadOnlyList<IJobStoreFactory> Factories, IReadOnlyList<ConfigurationError> Errors);
