namespace JobsGateway.Stores.Abstractions.Schema;

/// <summary>What a database's schema is to this program.</summary>
public enum SchemaState
{
    /// <summary>There is none.</summary>
    Missing = 0,

    /// <summary>An older version: it can be upgraded.</summary>
    Older,

    /// <summary>The version this program knows.</summary>
    Current,

    /// <summary>A newer version, of a newer program.</summary>
    Newer,

    /// <summary>There are tables that are not of a job store.</summary>
    Foreign,
}

/// <summary>A database's schema as it is.</summary>
/// <param name="State">What it is to this program.</param>
/// <param name="Version">Its version; 0 where it is missing or foreign.</param>
/// <param name="Newest">The version this program knows.</param>
/// <param name="Place">Where it is, in an operator's words; without secrets.</param>
/// <param name="Applied">The steps that were run, in order.</param>
public sealed record SchemaStatus(SchemaState State, int Version, int Newest, string Place, IReadOnlyList<AppliedScript> Applied)
{
    /// <summary>Tells what a version is.</summary>
    public static SchemaState StateOf(int version, int newest) =>
        version == 0 ? SchemaState.Missing : version < newest ? SchemaState.Older : version == newest ? SchemaState.Current : SchemaState.Newer;
}

/// <summary>A step that was run.</summary>
/// <param name="Version">The version it led to.</param>
/// <param name="AppliedAt">When, by the clock of the machine that ran it.</param>
public sealed record AppliedScript(int Version, DateTimeOffset AppliedAt);

/// <summary>What an upgrade did.</summary>
/// <param name="Before">The version before; 0 where there was none.</param>
/// <param name="After">The version now.</param>
public sealed record SchemaUpgrade(int Before, int After);
