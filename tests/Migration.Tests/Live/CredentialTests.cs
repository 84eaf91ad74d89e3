using JobsGateway.Import;
using JobsGateway.Migration.Live;
using JobsGateway.Migration.Live.Source;
using JobsGateway.Migration.Tests.Support;
using JobsGateway.MongoServer;

namespace JobsGateway.Migration.Tests.Live;

/// <summary>User and password go to the server, and nowhere else; what is wrong with an address is told without it.</summary>
public sealed class CredentialTests
{
    private const string User = "studio-reader", Password = "s3cret/word";

    [Fact]
    public async Task They_are_in_no_output_and_in_no_file()
    {
        await using var studio = Studio.OnWire(new WireServerOptions { Password = Password });
        await using var local = new LocalStore();
        for (var i = 0; i < 10; i++)
            studio.Server.Data.Insert("studio.queuejobs", i == 0 ? Documents.Queue(i).Set("_id", "odd") : Documents.Queue(i));

        var (exitCode, output) = await RunAsync(local, Address(studio, Password));

        Assert.Equal(ImportExitCode.SomeRejected, exitCode);
        Assert.Contains("inserted 9", output, StringComparison.Ordinal);
        AssertHidden(output, local);
        Assert.Contains(studio.Server.Endpoint, await File.ReadAllTextAsync(local.Checkpoint), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_ones_are_told_with_the_cure()
    {
        await using var studio = Studio.OnWire(new WireServerOptions { Password = "another" });
        await using var local = new LocalStore();

        var (exitCode, output) = await RunAsync(local, Address(studio, Password));

        Assert.Equal(ImportExitCode.Failed, exitCode);
        Assert.Contains("refused the user's name or password", output, StringComparison.Ordinal);
        Assert.Contains("authSource", output, StringComparison.Ordinal);
        AssertHidden(output, local);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_in_time_with_the_cure()
    {
        await using var local = new LocalStore();
        string endpoint;
        await using (var studio = Studio.OnWire())
            endpoint = studio.Server.Endpoint;

        var (exitCode, output) = await RunAsync(local, $"mongodb://{User}:s3cret%2Fword@{endpoint}/studio?serverSelectionTimeoutMS=200");

        Assert.Equal(ImportExitCode.Failed, exitCode);
        Assert.Contains($"No MongoDB server at mongodb://{endpoint}/studio could be reached", output, StringComparison.Ordinal);
        AssertHidden(output, local);
    }

    [Fact]
    public void A_server_is_looked_for_for_ten_seconds_unless_the_address_says_otherwise()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), SourceAddress.Parse("mongodb://host/studio").ToSettings().ServerSelectionTimeout);
        Assert.Equal(TimeSpan.FromSeconds(30), SourceAddress.Parse("mongodb://host/studio?serverSelectionTimeoutMS=30000").ToSettings().ServerSelectionTimeout);
    }

    [Theory]
    [InlineData("mongodb://studio-reader:s3cret/word@host/studio")]
    [InlineData("postgres://studio-reader:s3cret@host/studio")]
    [InlineData("mongodb://studio-reader:s3cret@host")]
    [InlineData("mongodb://studio-reader:s3cret@host:port/studio")]
    [InlineData("studio-reader:s3cret")]
    [InlineData("")]
    public void An_address_that_is_none_is_not_quoted(string address)
    {
        var problem = Assert.Throws<ImportException>(() => SourceAddress.Parse(address));
        Assert.Contains("mongodb://", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(User, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mongodb://u:p@b:27018,a/studio?replicaSet=rs0", "mongodb://a:27017,b:27018/studio")]
    [InlineData("mongodb+srv://u:p@cluster.example.net/studio?authSource=admin", "mongodb+srv://cluster.example.net/studio")]
    public void An_address_is_shown_without_user_password_and_options(string address, string shown) => Assert.Equal(shown, SourceAddress.Parse(address).ToString());

    private static string Address(Studio studio, string password) =>
        $"mongodb://{User}:{Uri.EscapeDataString(password)}@{studio.Server.Endpoint}/studio?authMechanism=PLAIN&authSource=$external";

    private static async Task<(int ExitCode, string Output)> RunAsync(LocalStore local, string address)
    {
        await using var output = new StringWriter();
        var request = new LiveImportRequest(SourceAddress.Parse(address), local.Checkpoint);
        var exitCode = await LiveImportCommandRunner.RunAsync(await local.TargetAsync(), request, output, TimeProvider.System, default);
        return (exitCode, output.ToString());
    }

    private static void AssertHidden(string output, LocalStore local)
    {
        var files = local.Folder.GetFiles().Where(file => !file.Name.StartsWith("jobs.db", StringComparison.Ordinal)).Select(file => File.ReadAllText(file.FullName));
        foreach (var text in files.Append(output))
        {
            foreach (var secret in new[] { User, Password, Uri.EscapeDataString(Password) })
                Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }
}
