using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>Temporary tables and table variables. The model does not look into them, so they become tables of the schema there.</summary>
internal static class SessionTables
{
    /// <summary>What makes the tables, in the model, that stand for those a text makes.</summary>
    public static IEnumerable<string> MadeBy(string sql)
    {
        foreach (var node in Tree.Nodes(Tree.Parse(sql)))
        {
            if (node is CreateTableStatement create && IsTemporary(create))
                yield return $"CREATE TABLE {LastingName(create.SchemaObjectName.BaseIdentifier.Value)} ({Tree.Text(create.Definition)})";
            else if (node is DeclareTableVariableBody variable)
                yield return $"CREATE TABLE {LastingName(variable.VariableName.Value)} ({Tree.Text(variable.Definition)})";
        }
    }

    /// <summary>A text with lasting tables in the place of such ones, and without what makes and drops these.</summary>
    public static string Lasting(TSqlFragment tree)
    {
        var nodes = Tree.Nodes(tree);
        var made = nodes.Where(MakesOrDrops).ToList();
        var named = nodes.Select(Named).OfType<(TSqlFragment Node, string Name)>().Where(use => !made.Any(node => Holds(node, use.Node)));
        var text = Tree.Text(tree);
        var changes = made.Select(node => (Node: node, Text: "")).Concat(named.Select(use => (use.Node, Text: LastingName(use.Name))));
        foreach (var (node, replacement) in changes.OrderByDescending(change => change.Node.StartOffset))
            text = text.Remove(node.StartOffset, node.FragmentLength).Insert(node.StartOffset, replacement);
        return text;
    }

    private static string LastingName(string name) => $"[{SchemaModel.Schema}].[{(name[0] == '@' ? "Variable" : "Session")}{name[1..]}]";

    private static bool MakesOrDrops(TSqlFragment node) => node switch
    {
        CreateTableStatement create => IsTemporary(create),
        DropTableStatement drop => drop.Objects.All(IsTemporary),
        _ => node is DeclareTableVariableStatement,
    };

    // A variable is a table's only where it stands for one.
    private static (TSqlFragment Node, string Name)? Named(TSqlFragment node) => node switch
    {
        SchemaObjectName name when IsTemporary(name) => (name, name.BaseIdentifier.Value),
        VariableTableReference table => (table.Variable, table.Variable.Name),
        _ => null,
    };

    private static bool IsTemporary(CreateTableStatement create) => IsTemporary(create.SchemaObjectName);

    private static bool IsTemporary(SchemaObjectName name) => name.BaseIdentifier?.Value.StartsWith('#') == true;

    private static bool Holds(TSqlFragment outer, TSqlFragment inner) =>
        outer.StartOffset <= inner.StartOffset && inner.StartOffset + inner.FragmentLength <= outer.StartOffset + outer.FragmentLength;
}
