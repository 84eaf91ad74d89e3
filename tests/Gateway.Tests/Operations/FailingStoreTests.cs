using JobsGateway.Gateway.Operations.Reload;
using JobsGateway.Gateway.Tests.Hosting;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Operations;

/// <summary>A store of a changed configuration that fails: the others that were made with it are closed again.</summary>
public sealed class FailingStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobsgateway-failing-");

    public void Dispose()
    {
        if (Directory.Exists(_folder.FullName))
            _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Stores:b", "could not be opened: InvalidOperationException: a bug", "a, b", "Unopenable", "")]
    [InlineData("Stores:b", "could not be made: InvalidOperationException: a bug", "a", "Unmakeable", "")]
    [InlineData("Stores:b:Resilience:TotalTimeout", "is no duration", "a, b", "Good", "soon")]
    public async Task Whatever_a_store_fails_with_what_was_made_is_closed_and_nothing_changes(string path, string reason, string closed, string type, string timeout)
    {
        var good = new ScriptedFactory("Good");
        ScriptedFactory[] factories =
        [
            good,
            new ScriptedFactory("Unopenable") { OnPrepare = Fail, Closed = good.Closed },
            new ScriptedFactory("Unmakeable") { OnCreate = Fail, Closed = good.Closed },
        ];
        await using var gateway = await TestGateway.StartAsync(folder: _folder, configure: builder =>
        {
            foreach (var factory in factories)
                builder.Services.AddSingleton<IJobStoreFactory>(factory);
        });
        await gateway.ChangeAsync(() => File.WriteAllText(Path.Combine(_folder.FullName, "appsettings.json"), $$"""
            { "Stores": { "a": { "Type": "Good" }, "b": { "Type": "{{type}}", "Resilience": { "TotalTimeout": "{{timeout}}" } } }, "Routes": { {{string.Join(", ",
                Enum.GetNames<Gateway.Routing.Operation>().Select(operation => $$""" "{{operation}}": { "Store": "local" } """))}} } }
            """));
        var error = Assert.Single(gateway.Services.GetRequiredService<ConfigurationReload>().State.Refused);
        Assert.Equal(path, error.Path);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(closed, string.Join(", ", good.Closed.Order(StringComparer.Ordinal)));
    }

    private static void Fail() => throw new InvalidOperationException("a bug");
}
