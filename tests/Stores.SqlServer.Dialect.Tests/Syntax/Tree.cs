using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;

/// <summary>A text as the product's own parsers read it.</summary>
internal static class Tree
{
    /// <summary>The oldest server that has JSON functions, and the newest that the parser knows.</summary>
    public static IReadOnlyList<TSqlParser> Parsers { get; } = [new TSql130Parser(initialQuotedIdentifiers: true), new TSql180Parser(initialQuotedIdentifiers: true)];

    /// <summary>What a parser finds wrong; empty for a text it takes.</summary>
    public static IReadOnlyList<string> Errors(string sql, TSqlParser parser)
    {
        _ = parser.Parse(new StringReader(sql), out var errors);
        return [.. errors.Select(error => $"line {error.Line}: {error.Message}")];
    }

    /// <summary>The tree of a text that parses.</summary>
    public static TSqlScript Parse(string sql)
    {
        var script = Parsers[^1].Parse(new StringReader(sql), out var errors);
        Assert.True(errors.Count == 0, string.Join("\n", errors.Select(error => $"line {error.Line}: {error.Message}")));
        return (TSqlScript)script;
    }

    /// <summary>Every node of a tree, from the root down.</summary>
    public static IReadOnlyList<TSqlFragment> Nodes(TSqlFragment tree)
    {
        var collector = new Collector();
        tree.Accept(collector);
        return collector.Nodes;
    }

    /// <summary>The text of a node.</summary>
    public static string Text(TSqlFragment node) =>
        node.FirstTokenIndex < 0 ? node.GetType().Name : string.Concat(node.ScriptTokenStream.Skip(node.FirstTokenIndex).Take(node.LastTokenIndex - node.FirstTokenIndex + 1).Select(token => token.Text));

    /// <summary>Whether two names are the same to the product.</summary>
    public static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private sealed class Collector : TSqlFragmentVisitor
    {
        public List<TSqlFragment> Nodes { get; } = [];

        public override void Visit(TSqlFragment fragment) => Nodes.Add(fragment);
    }
}
