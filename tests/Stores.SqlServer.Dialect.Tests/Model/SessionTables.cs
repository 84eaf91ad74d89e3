using JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Model;

/// <summary>Temporary tables. The model does not look into them, so they become tables of the schema there.</summary>
internal static class SessionTables
{
    /// <summary>The temporary tables that a text makes.</summary>
    public static IEnumerable<TSqlStatement> MadeBy(string sql) => Tree.Nodes(Tree.Parse(sql)).OfType<CreateTableStatement>().Where(IsTemporary);

    /// <summary>A text with lasting tables in the place of temporary ones, and without what makes and drops these.</summary>
    public static string Lasting(TSqlFragment tree)
    {
        var nodes = Tree.Nodes(tree);
        var made = nodes.Where(node => node != tree && (node is CreateTableStatement create && IsTemporary(create) || node is DropTableStatement drop && drop.Objects.All(IsTemporary))).ToList();
        var named = nodes.OfType<SchemaObjectName>().Where(name => IsTemporary(name) && !made.Any(node => Holds(node, name)));
        var text = Tree.Text(tree);
        var changes = made.Select(node => (Node: node, Text: "")).Concat(named.Select(name => (Node: (TSqlFragment)name, Text: $"[{SchemaModel.Schema}].[{LastingName(name)}]")));
        var start = tree is TSqlScript ? 0 : tree.StartOffset;
        foreach (var (node, replacement) in changes.OrderByDescending(change => change.Node.StartOffset))
            text = text.Remove(node.StartOffset - start, node.FragmentLength).Insert(node.StartOffset - start, replacement);
        return text;
    }

    /// <summary>What a table is called in the model.</summary>
    public static string LastingName(SchemaObjectName name) => name.BaseIdentifier.Value.Replace("#", "Session", StringComparison.Ordinal);

    private static bool IsTemporary(CreateTableStatement create) => IsTemporary(create.SchemaObjectName);

    private static bool IsTemporary(SchemaObjectName name) => name.BaseIdentifier?.Value.StartsWith('#') == true;

    private static bool Holds(TSqlFragment outer, TSqlFragment inner) =>
        outer.StartOffset <= inner.StartOffset && inner.StartOffset + inner.FragmentLength <= outer.StartOffset + outer.FragmentLength;
}
