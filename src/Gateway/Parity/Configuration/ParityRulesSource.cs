namespace JobsGateway.Gateway.Parity.Configuration;

/// <summary>Holds the rules that are in force.</summary>
internal sealed class ParityRulesSource(IConfiguration configuration)
{
    private volatile ParityRules _current = ParityRules.Of(configuration);

    public ParityRules Current => _current;

    /// <summary>Puts a changed configuration in force. What was counted stays.</summary>
    public void Load(IConfiguration changed) => _current = ParityRules.Of(changed);
}
