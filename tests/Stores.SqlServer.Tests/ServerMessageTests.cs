using Dapper;
using JobsGateway.Stores.SqlServer.Errors;
using Microsoft.Data.SqlClient;

namespace JobsGateway.Stores.SqlServer.Tests;

/// <summary>What the server says of values is never shown.</summary>
public sealed class ServerMessageTests
{
    [Theory]
    [InlineData(245)] // a text that is no number
    [InlineData(515)]
    [InlineData(547)]
    [InlineData(2601)] // the key that is there already
    [InlineData(2627)]
    [InlineData(2628)] // the text that was cut
    [InlineData(8114)]
    [InlineData(8152)]
    [InlineData(13609)]
    [InlineData(33557097)] // Babelfish's, for anything
    [InlineData(50_010)]
    [InlineData(99_999)] // of a server to come
    public void What_may_name_a_value_is_not_quoted(int number) => Assert.False(ServerMessages.AreQuotable(number, 16));

    [Theory]
    [InlineData(-2, 11)]
    [InlineData(53, 20)]
    [InlineData(208, 16)]
    [InlineData(229, 14)]
    [InlineData(1205, 13)]
    [InlineData(4060, 11)]
    [InlineData(9002, 17)]
    [InlineData(18456, 14)]
    [InlineData(40613, 17)]
    [InlineData(50_001, 16)]
    public void What_tells_of_the_server_is_quoted(int number, byte @class) => Assert.True(ServerMessages.AreQuotable(number, @class));

    [SkippableTheory]
    [InlineData("SELECT CONVERT(int, N'secret-word')")]
    [InlineData("SELECT CONVERT(datetime2(3), N'secret-word')")]
    [InlineData("CREATE TABLE #t (a nvarchar(20) PRIMARY KEY); INSERT INTO #t (a) VALUES (N'secret-word'), (N'secret-word')")]
    [InlineData("CREATE TABLE #t (a nvarchar(3)); INSERT INTO #t (a) VALUES (N'secret-word')")]
    [InlineData("SELECT JSON_VALUE(N'secret-word', '$.a')")]
    [InlineData("SELECT CONVERT(int, N'secret-word') FROM no_such_table")]
    public async Task A_failure_tells_its_number_and_no_value(string sql)
    {
        var options = new SqlServerFixture().Options;
        var failure = await FailureAsync(sql);
        Assert.DoesNotContain("secret-word", SqlServerErrors.Describe(failure, options), StringComparison.Ordinal);
        var thrown = SqlServerErrors.ToException(failure, options);
        Assert.DoesNotContain("secret-word", thrown.ToString(), StringComparison.Ordinal);
        Assert.Contains($"(SQL Server: {failure.Number}", thrown.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_server_does_name_values() =>
        Assert.Contains("secret-word", (await FailureAsync("SELECT CONVERT(int, N'secret-word')")).Message, StringComparison.Ordinal);

    private static async Task<SqlException> FailureAsync(string sql)
    {
        await using var connection = await SqlServerFixture.OpenAsync();
        return await Assert.ThrowsAsync<SqlException>(() => connection.ExecuteAsync(sql));
    }
}
