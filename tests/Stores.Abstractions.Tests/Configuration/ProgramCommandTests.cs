using JobsGateway.Stores.Abstractions.Configuration;

namespace JobsGateway.Stores.Abstractions.Tests.Configuration;

public sealed class ProgramCommandTests
{
    [Theory]
    [InlineData("/home/me/.dotnet/tools/jobsgateway", "/home/me/.dotnet/tools/jobsgateway.dll", "jobsgateway")]
    [InlineData("/opt/jobsgateway/JobsGateway.Gateway", "/opt/jobsgateway/JobsGateway.Gateway.dll", "/opt/jobsgateway/JobsGateway.Gateway")]
    [InlineData("/usr/share/dotnet/dotnet", "/opt/jobsgateway/JobsGateway.Gateway.dll", "dotnet /opt/jobsgateway/JobsGateway.Gateway.dll")]
    [InlineData("/src/Gateway/bin/Debug/net10.0/JobsGateway.Gateway", "/src/Gateway/bin/Debug/net10.0/JobsGateway.Gateway.dll", "dotnet run --project src/Gateway --")]
    [InlineData("/usr/share/dotnet/dotnet", "/tests/bin/testhost.dll", "dotnet run --project src/Gateway --")]
    [InlineData(null, "/tests/bin/testhost.dll", "dotnet run --project src/Gateway --")]
    public void Messages_name_the_program_as_it_was_started(string? process, string assembly, string expected) =>
        Assert.Equal(expected, ProgramCommand.Of(process, assembly));
}
