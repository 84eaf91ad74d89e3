namespace JobsGateway.Gateway.Audit;

/// <summary>The section <c>Audit</c> in force.</summary>
internal sealed class AuditRules(IConfiguration configuration, IHostEnvironment environment)
{
    private volatile AuditOptions _current = Read(configuration);

    public AuditOptions Current => _current;

    /// <summary>The file records go to; null where there is none.</summary>
    public string? File => _current.PathIn(environment.ContentRootPath);

    /// <summary>Puts a changed configuration in force.</summary>
    public void Load(IConfiguration changed) => _current = Read(changed);

    private static AuditOptions Read(IConfiguration configuration) => OptionsReader.Read<AuditOptions>(configuration.GetSection(AuditOptions.Section), []);
}
