using JobsGateway.Gateway.Configuration.Files;
using Microsoft.Extensions.Time.Testing;

namespace JobsGateway.Gateway.Tests.Configuration;

/// <summary>Nothing else runs at the same time: the environment is the whole process's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentCollection
{
    public const string Name = "Environment";
}

/// <summary>A secret that is changed in its file while the gateway runs.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class SecretRotationTests : IDisposable
{
    private const string Secret = "a secret that is long enough, and in a file", Other = "another secret that is long enough, in a file";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobsgateway-secrets-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_changed_file_is_seen_and_one_that_is_gone_keeps_what_it_held()
    {
        var clock = new FakeTimeProvider();
        const string variable = "Jwt__Secrets__9_FILE";
        // As Kubernetes mounts them: a link to a link that is swapped.
        Directory.CreateDirectory(PathOf("v1"));
        Directory.CreateDirectory(PathOf("v2"));
        Write("v1/jwt", Secret);
        Write("v2/jwt", Other);
        Directory.CreateSymbolicLink(PathOf("data"), PathOf("v1"));
        File.CreateSymbolicLink(PathOf("jwt"), Path.Combine(PathOf("data"), "jwt"));
        Environment.SetEnvironmentVariable(variable, PathOf("jwt"));
        try
        {
            using var provider = new EnvironmentProvider(_folder.FullName, clock);
            provider.Load();
            Assert.Equal(Secret, provider.Take().Data["Jwt:Secrets:9"]);
            Assert.False(provider.TryGet("Jwt:Secrets:9_FILE", out _));

            var changes = 0;
            using var following = Microsoft.Extensions.Primitives.ChangeToken.OnChange(provider.GetReloadToken, () => changes++);
            clock.Advance(EnvironmentProvider.Period);
            Assert.Equal(0, changes);
            Directory.Delete(PathOf("data"));
            clock.Advance(EnvironmentProvider.Period);
            Assert.Equal((1, Secret), (changes, provider.Take().Data["Jwt:Secrets:9"]));
            Assert.Contains("there is no file", Assert.Single(provider.Take().Problems).Message, StringComparison.Ordinal);
            Directory.CreateSymbolicLink(PathOf("data"), PathOf("v2"));
            clock.Advance(EnvironmentProvider.Period);
            Assert.Equal((2, Other), (changes, provider.Take().Data["Jwt:Secrets:9"]));
            Assert.Empty(provider.Take().Problems);
            Assert.True(provider.TryGet("Jwt:Secrets:9", out var value));
            Assert.Equal(Other, value);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
