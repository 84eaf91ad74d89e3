namespace JobsGateway.Gateway.Operations;

/// <summary>ASP.NET Core's key ring, which comes with its authentication and encrypts cookies and the like.</summary>
internal static class KeyRing
{
    /// <summary>
    /// Leaves it unread until something needs it. Tokens do not; every first start would make a key and write it to the home folder, and load what reads XML.
    /// </summary>
    public static void LeaveKeyRingUnread(this IServiceCollection services)
    {
        var reader = services.FirstOrDefault(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name == "DataProtectionHostedService");
        if (reader is not null)
            services.Remove(reader);
    }
}
