namespace JobsGateway.Gateway.Guards.Headers;

/// <summary>Marks the endpoints of management.</summary>
internal sealed class ManagementPage
{
    private ManagementPage() { }

    public static ManagementPage Metadata { get; } = new();
}
