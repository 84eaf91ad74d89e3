namespace JobsGateway.Stores.Abstractions.Schema;

/// <summary>A step of a store's schema.</summary>
/// <param name="Version">The version the script leads to, from 1.</param>
/// <param name="Name">What the step brings, from the file's name: <c>001-jobs.sql</c> is <c>jobs</c>.</param>
/// <param name="Sql">The script.</param>
public sealed record SchemaScript(int Version, string Name, string Sql);
