namespace JobsGateway.Gateway.Authentication;

/// <summary>The authorization policies of the gateway.</summary>
public static class Policies
{
    /// <summary>Any valid token. Others get 401 and the body Studio gives.</summary>
    public const string Reader = "Reader";

    /// <summary>A valid token whose claim <c>isAdmin</c> is <c>true</c>, <c>1</c> or <c>"true"</c>. Others get 403 <c>{"error":"The user is not admin"}</c>.</summary>
    public const string Admin = "Admin";
}
