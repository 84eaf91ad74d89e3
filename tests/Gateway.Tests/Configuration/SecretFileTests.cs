using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using JobsGateway.Gateway.Tests.Commands;

namespace JobsGateway.Gateway.Tests.Configuration;

/// <summary>Settings whose value is in a file, as secrets are mounted.</summary>
public sealed class SecretFileTests : IDisposable
{
    private const string Secret = "a secret that is long enough, and in a file";
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task A_variable_that_ends_in_FILE_is_the_setting_with_what_the_file_holds(string end)
    {
        Write("jwt", Secret + end);
        Write("sql", "Data Source=from-file.db");
        Write("appsettings.json", """{ "Stores": { "local": { "Type": "Sqlite" } } }""");
        _cli.Environment["Jwt__Secrets__0_FILE"] = PathOf("jwt");
        _cli.Environment["Stores__local__ConnectionString_FILE"] = "sql"; // from the content root
        var (code, token, error) = await _cli.RunAsync("token");
        Assert.Equal((0, ""), (code, error));
        var parts = token.Trim().Split('.');
        Assert.Equal(parts[2], Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"))));
        var (checkedCode, output, _) = await _cli.RunAsync("check", "--probe");
        Assert.Equal(0, checkedCode);
        Assert.True(File.Exists(PathOf("from-file.db")));
        Assert.Contains("Jwt__Secrets__0_FILE", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_that_can_not_be_read_is_told_with_the_cure_and_nothing_of_what_is_in_it()
    {
        Write("appsettings.json", """{ "Stores": { "local": { "Type": "Sqlite" } } }""");
        Write("both", Secret);
        Write("empty", "\n");
        Write("large", new string('s', 70_000));
        await File.WriteAllBytesAsync(PathOf("binary"), [0xC3, 0x28]);
        _cli.Environment["Jwt__Secrets__0_FILE"] = "/run/nowhere/jwt";
        _cli.Environment["Jwt__Secrets__1_FILE"] = PathOf("both");
        _cli.Environment["Jwt__Secrets__1"] = Secret;
        _cli.Environment["Jwt__Secrets__2_FILE"] = PathOf("empty");
        _cli.Environment["Jwt__Secrets__3_FILE"] = PathOf("large");
        _cli.Environment["Jwt__Secrets__4_FILE"] = PathOf("binary");
        _cli.Environment["Jwt__Secrets__5_FILE"] = _cli.Folder.FullName;
        foreach (var command in new[] { "check", "token", "run" })
        {
            var (code, output, error) = await _cli.RunAsync(command);
            Assert.Equal((1, ""), (code, output));
            Assert.Contains("Jwt:Secrets:0: there is no file /run/nowhere/jwt; put it there, or take the variable away (Jwt__Secrets__0_FILE)", error, StringComparison.Ordinal);
            Assert.Contains("Jwt:Secrets:1: is set twice, by Jwt__Secrets__1 and by Jwt__Secrets__1_FILE", error, StringComparison.Ordinal);
            Assert.Contains("Jwt:Secrets:2: the file " + PathOf("empty") + " is empty", error, StringComparison.Ordinal);
            Assert.Contains("Jwt:Secrets:3: the file " + PathOf("large") + " has more than 65536 bytes", error, StringComparison.Ordinal);
            Assert.Contains("Jwt:Secrets:4: the file " + PathOf("binary") + " is no text in UTF-8", error, StringComparison.Ordinal);
            Assert.Contains("Jwt:Secrets:5: " + _cli.Folder.FullName + " is a folder", error, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, error, StringComparison.Ordinal);
        }

        var (_, json, _) = await _cli.RunAsync("check", "--json");
        Assert.Contains("\"valid\":false", json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_of_others_are_left_alone()
    {
        Write("appsettings.json", """{ "Stores": { "local": { "Type": "Sqlite" } }, "Jwt": { "Secrets": [ "a secret that is long enough to be used" ] } }""");
        _cli.Environment["SSL_CERT_FILE"] = "/nowhere/cert.pem";
        _cli.Environment["POSTGRES__PASSWORD_FILE"] = "/nowhere/password";
        Assert.Equal(0, (await _cli.RunAsync("check")).ExitCode);
    }

    [Fact]
    public async Task User_secrets_are_read_in_Development_only()
    {
        Write("appsettings.json", """{ "Stores": { "local": { "Type": "Sqlite" } } }""");
        var folder = OperatingSystem.IsWindows() ? Path.Combine("Microsoft", "UserSecrets") : Path.Combine(".microsoft", "usersecrets");
        Directory.CreateDirectory(PathOf(Path.Combine(folder, "jobsgateway")));
        Write(Path.Combine(folder, "jobsgateway", "secrets.json"), """{ "Jwt:Secrets:0": "short" }""");
        _cli.Environment[OperatingSystem.IsWindows() ? "APPDATA" : "HOME"] = _cli.Folder.FullName;
        Assert.Contains("no key to verify tokens with", (await _cli.RunAsync("check")).Error, StringComparison.Ordinal);
        _cli.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        Assert.Contains("Jwt:Secrets:0: has 5 bytes", (await _cli.RunAsync("check")).Error, StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(_cli.Folder.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
