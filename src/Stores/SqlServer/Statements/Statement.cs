using System.Data;

namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>A statement with the types of its parameters, which are those of the columns they meet: a parameter of another type would make the server convert
/// the column instead, and an index on it could not be used.</summary>
/// <param name="Name">For logs, traces and tests.</param>
/// <param name="Sql">The text, with the schema's name in it.</param>
/// <param name="Parameters">Every parameter the text names.</param>
internal sealed record Statement(string Name, string Sql, params IReadOnlyList<Parameter> Parameters);

/// <summary>A parameter's type.</summary>
/// <param name="Name">Its name, without the @.</param>
/// <param name="Type">Its type.</param>
/// <param name="Size">Its length in characters or bytes; -1 for (max), 0 where the type has none.</param>
/// <param name="Scale">The digits of a fraction of a second.</param>
internal sealed record Parameter(string Name, SqlDbType Type, int Size = 0, byte Scale = 0);
