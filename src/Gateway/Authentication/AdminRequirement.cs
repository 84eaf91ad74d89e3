using Microsoft.AspNetCore.Authorization;

namespace JobsGateway.Gateway.Authentication;

/// <summary>The bearer must be an admin.</summary>
internal sealed class AdminRequirement : IAuthorizationRequirement
{
    public static AdminRequirement Instance { get; } = new();
}
