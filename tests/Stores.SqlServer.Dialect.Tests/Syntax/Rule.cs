using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;

/// <summary>Something that no statement may hold.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Refuses">Whether a node is that.</param>
internal sealed record Rule(string Name, Func<TSqlFragment, bool> Refuses)
{
    /// <summary>A construct that has a node of its own.</summary>
    public static Rule Node<T>(string name, Func<T, bool>? refuses = null)
        where T : TSqlFragment => new(name, node => node is T it && (refuses is null || refuses(it)));

    /// <summary>What the rules refuse in a text and in those that it runs.</summary>
    public static IReadOnlyList<string> Findings(string sql, IReadOnlyList<Rule> rules)
    {
        var guarded = rules.Where(rule => rule != OtherServerRules.DatabaseSettings).ToList();
        return [.. OwnFindings(sql, rules), .. RunText.In(sql).SelectMany(text => OwnFindings(text.Sql, guarded))];
    }

    private static IEnumerable<string> OwnFindings(string sql, IReadOnlyList<Rule> rules) =>
        Tree.Nodes(Tree.Parse(sql)).SelectMany(node => rules.Where(rule => rule.Refuses(node)).Select(rule => $"{rule.Name}: {Tree.Text(node)}"));
}
