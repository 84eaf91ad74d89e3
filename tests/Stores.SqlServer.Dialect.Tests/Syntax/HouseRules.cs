using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Syntax;

/// <summary>What works on SQL Server and is not wanted here.</summary>
internal static class HouseRules
{
    public static IReadOnlyList<Rule> All { get; } =
    [
        Rule.Node<MergeStatement>("MERGE"),
        Rule.Node<WaitForStatement>("WAITFOR"),
        // datetime has 3.33 ms steps; compared with it, a datetime2 column is converted.
        Rule.Node<SqlDataTypeReference>("datetime", type => type.SqlDataTypeOption is SqlDataTypeOption.DateTime or SqlDataTypeOption.SmallDateTime),
        Rule.Node<FunctionCall>("the time as datetime", call => IsOneOf(call.FunctionName.Value, "GETDATE", "GETUTCDATE")),
        Rule.Node<ParameterlessCall>("the time as datetime", call => call.ParameterlessCallType == ParameterlessCallType.CurrentTimestamp),
        // A column added by a newer schema must not change what an older program reads.
        Rule.Node<SelectStarExpression>("SELECT *"),
        Rule.Node<TableHint>("NOLOCK", hint => hint.HintKind is TableHintKind.NoLock or TableHintKind.ReadUncommitted),
        Rule.Node<SetTransactionIsolationLevelStatement>("NOLOCK", set => set.Level == IsolationLevel.ReadUncommitted),
        // A value belongs into a parameter.
        Rule.Node<ExecutableStringList>("a text put together and run", list => list.Strings.Any(text => text is not StringLiteral) || list.Strings.Count > 1),
        Rule.Node<ExecutableProcedureReference>("a text put together and run", call => RunText.IsSpExecuteSql(call) && call.Parameters.FirstOrDefault()?.ParameterValue is not StringLiteral),
    ];

    private static bool IsOneOf(string name, params string[] names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
