using JobsGateway.Gateway.Answers;

namespace JobsGateway.Gateway.Authentication.Tokens;

/// <summary>The rejections that are always the same: express-jwt 5's and jsonwebtoken 8's, then the gateway's own.</summary>
internal static class Rejections
{
    private const string Format = "Format is Authorization: Bearer [token]";

    public static Rejection CredentialsRequired { get; } = Rejection.OfCredentials("credentials_required", "No authorization token was found");
    public static Rejection BadScheme { get; } = Rejection.OfCredentials("credentials_bad_scheme", Format);
    public static Rejection BadFormat { get; } = Rejection.OfCredentials("credentials_bad_format", Format);

    public static Rejection Malformed { get; } = Rejection.OfToken("jwt malformed");
    public static Rejection InvalidToken { get; } = Rejection.OfToken("invalid token");
    public static Rejection SignatureRequired { get; } = Rejection.OfToken("jwt signature is required");
    public static Rejection InvalidAlgorithm { get; } = Rejection.OfToken("invalid algorithm");
    public static Rejection InvalidSignature { get; } = Rejection.OfToken("invalid signature");
    public static Rejection InvalidNotBefore { get; } = Rejection.OfToken("invalid nbf value");
    public static Rejection InvalidExpiration { get; } = Rejection.OfToken("invalid exp value");

    public static Rejection ExpirationRequired { get; } = Rejection.OfToken("exp required");
    public static Rejection InvalidIssuedAt { get; } = Rejection.OfToken("invalid iat value");
    public static Rejection NotBeforeAfterExpiration { get; } = Rejection.OfToken("nbf must be before exp");
    public static Rejection InvalidType { get; } = Rejection.OfToken("invalid typ");
    public static Rejection DuplicateMember { get; } = Rejection.OfToken("duplicate member");
    public static Rejection SeveralHeaders { get; } = Rejection.OfCredentials("credentials_bad_format", "Only one Authorization header is allowed");

    /// <summary>The issuer can't be reached: nobody knows whether the token is good, and a 401 would make clients throw it away.</summary>
    public static Rejection KeysUnavailable { get; } =
        Unavailable("The keys of the token issuer can't be read at the moment");

    private static Rejection Unavailable(string message) => new(message, ErrorBodies.Errors(message), StatusCodes.Status503ServiceUnavailable);
}
