using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;

/// <summary>A text that a statement runs with EXEC or sp_executesql.</summary>
/// <param name="Sql">The text.</param>
/// <param name="Parameters">Its parameters, as sp_executesql declares them.</param>
internal sealed record RunText(string Sql, string Parameters)
{
    /// <summary>All texts that a text runs, and those that they run.</summary>
    public static IEnumerable<RunText> In(string sql) => Own(Tree.Nodes(Tree.Parse(sql))).SelectMany(text => new[] { text }.Concat(In(text.Sql)));

    /// <summary>Whether a call runs a text.</summary>
    public static bool IsSpExecuteSql(ExecutableProcedureReference call) =>
        Tree.Same(call.ProcedureReference?.ProcedureReference?.Name.BaseIdentifier.Value, "sp_executesql");

    private static IEnumerable<RunText> Own(IReadOnlyList<TSqlFragment> nodes)
    {
        foreach (var list in nodes.OfType<ExecutableStringList>())
            if (list.Strings is [StringLiteral text])
                yield return new RunText(text.Value, "");
        foreach (var call in nodes.OfType<ExecutableProcedureReference>().Where(IsSpExecuteSql))
            if (call.Parameters.FirstOrDefault()?.ParameterValue is StringLiteral text)
                yield return new RunText(text.Value, (call.Parameters.ElementAtOrDefault(1)?.ParameterValue as StringLiteral)?.Value ?? "");
    }
}
