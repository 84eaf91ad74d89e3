using JobsGateway.Stores.Abstractions.Schema;

namespace JobsGateway.Gateway.Commands.Schema;

/// <summary>What <c>schema</c> tells the shell.</summary>
internal static class SchemaExitCode
{
    /// <summary>For <c>--help</c>.</summary>
    public const string Help = "Ends with 0 where the schema is current (or is made so), 2 where it is missing or older, 3 where it is newer or of something else, 1 where that can't be told.";

    /// <summary>The schema is the one this program knows, or the script was printed.</summary>
    public const int Current = 0;

    /// <summary>The database can't be asked, the change could not be made, or the command line or the configuration is wrong.</summary>
    public const int Failed = 1;

    /// <summary>The schema is missing or older: a command of this program mends it.</summary>
    public const int Behind = 2;

    /// <summary>The schema is of a newer program or of something else: nothing is changed.</summary>
    public const int Unusable = 3;

    public static int For(SchemaState state) => state switch
    {
        SchemaState.Current => Current,
        SchemaState.Missing or SchemaState.Older => Behind,
        _ => Unusable,
    };
}
