using JobsGateway.Stores.SqlServer.Dialect.Tests.Model;
using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using JobsGateway.Stores.SqlServer.Statements;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests;

/// <summary>What an account needs, as <c>SELECT Jobs</c>.</summary>
internal static class Privileges
{
    /// <summary>What the statements do with the tables of the schema; the upgrade is run by somebody else.</summary>
    public static IReadOnlyCollection<string> Used(IEnumerable<Statement> statements) =>
        new SortedSet<string>(statements.Where(statement => statement.Sql != SchemaModel.Upgrade.Sql).SelectMany(statement => Used(Tree.Nodes(Tree.Parse(statement.Sql)))));

    /// <summary>What a script grants.</summary>
    public static IReadOnlyCollection<string> Granted(string script) =>
        new SortedSet<string>(
            from grant in Tree.Nodes(Tree.Parse(script)).OfType<GrantStatement>()
            from permission in grant.Permissions
            select $"{permission.Identifiers[0].Value} {grant.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers[^1].Value}");

    private static IEnumerable<string> Used(IReadOnlyList<TSqlFragment> nodes)
    {
        var tables = nodes.OfType<NamedTableReference>().Where(table => table.SchemaObject.SchemaIdentifier?.Value == SchemaModel.Schema).ToList();
        var changes = nodes.OfType<DataModificationSpecification>().ToList();
        foreach (var change in changes)
        {
            // What is written to a table variable is nobody's business.
            if (change.Target is not NamedTableReference { SchemaObject: var target })
                continue;
            // An alias stands for the table that FROM gives it to.
            var name = target.SchemaIdentifier is null ? tables.FirstOrDefault(table => table.Alias?.Value == target.BaseIdentifier.Value)?.SchemaObject.BaseIdentifier.Value : target.BaseIdentifier.Value;
            if (name is not null)
                yield return $"{Verb(change)} {name}";
        }

        foreach (var read in tables.Where(table => !changes.Any(change => change.Target == table)))
            yield return $"SELECT {read.SchemaObject.BaseIdentifier.Value}";
    }

    private static string Verb(DataModificationSpecification change) => change switch { InsertSpecification => "INSERT", UpdateSpecification => "UPDATE", _ => "DELETE" };
}
