using JobsGateway.Gateway.Commands;
using JobsGateway.Gateway.Operations.Shutdown;

namespace JobsGateway.Gateway.Tests.Documents;

/// <summary>Every command in the documents is one, with options that it has, of projects that there are.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly TerminationSignals _signals = TerminationSignals.Listen();

    public static TheoryData<string> Paths { get; } = [.. Pages.All.Where(page => ShellLines.Of(page).Any()).Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Commands_are_understood(string path) => Assert.Empty(ShellLines.Of(Pages.Find(path)!).SelectMany(Faults));

    public void Dispose() => _signals.Dispose();

    [Fact]
    public void The_documents_show_each_command()
    {
        var shown = Pages.All.SelectMany(ShellLines.Of).SelectMany(ShellLines.GatewayArguments).Select(arguments => arguments[0]).ToHashSet();
        Assert.All(GatewayCommands.Create(_signals).Subcommands.Where(command => command.Name != "run"), command => Assert.Contains(command.Name, shown));
    }

    [Theory]
    [InlineData("dotnet run --project src/Gateway -- chek")]
    [InlineData("dotnet run --project src/Gateway -- token --admn")]
    [InlineData("jobsgateway import --store local --follow --from")]
    [InlineData("dotnet run --project src/Gatway")]
    [InlineData("dotnet test tests/Nothing.Tests")]
    public void A_wrong_one_is_found(string line) => Assert.NotEmpty(Faults(line));

    [Theory]
    [InlineData("$ jobsgateway import --store local --from 'mongodb://reader:...@db01/studio?replicaSet=rs0' --follow    # kept in step")]
    [InlineData("--token \"$(dotnet run --project src/Gateway -- token --admin --expires 1h | tail -n 1)\"")]
    [InlineData("$ dotnet run --project ~/jobsgateway/src/Gateway -- check --Urls=http://localhost:6000; echo \"exit $?\"")]
    public void A_right_one_is_not(string line) => Assert.Empty(Faults(line));

    private IEnumerable<string> Faults(string line)
    {
        foreach (var project in ShellLines.Projects(line).Where(project => !Configuration.Repository.Has(project)))
            yield return $"there is no {project}";
        foreach (var arguments in ShellLines.GatewayArguments(line))
        {
            var parsed = GatewayCommands.Create(_signals).Parse([.. arguments]);
            foreach (var error in parsed.Errors)
                yield return $"{string.Join(' ', arguments)}: {error.Message}";
            if (ConfigurationSwitches.Of(parsed) is null)
                yield return $"{string.Join(' ', arguments)}: not all of it is an option or command";
        }
    }
}
