using System.Buffers.Text;
using System.Text;
using JobsGateway.Gateway.Authentication.Tokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace JobsGateway.Gateway.Authentication.Keys;

/// <summary>The public keys an OpenID Connect issuer publishes. They verify RS*, PS* and ES* tokens, and nothing else.</summary>
/// <remarks>Metadata and keys are cached and refreshed by Microsoft.IdentityModel, which also keeps a lid on how often a token with an unknown key can cause a refresh.</remarks>
internal sealed class IssuerKeys(Uri metadata, bool requireHttps, HttpClient http, ILogger logger)
{
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _manager = new(
        metadata.AbsoluteUri, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(http) { RequireHttps = requireHttps });

    /// <summary>Verifies a signature.</summary>
    /// <returns>The verdict, and the issuer's name where the metadata give one.</returns>
    public async Task<(IssuerVerdict Verdict, string? Issuer)> VerifyAsync(JwtAlgorithm algorithm, string? keyId, CompactToken token)
    {
        try
        {
            var metadata = await _manager.GetConfigurationAsync(CancellationToken.None);
            if (keyId is not null && !metadata.SigningKeys.Any(key => key.KeyId == keyId))
            {
                _manager.RequestRefresh(); // The issuer may have changed its keys.
                metadata = await _manager.GetConfigurationAsync(CancellationToken.None);
            }

            return (Verify(metadata.SigningKeys, algorithm, keyId, token) ? IssuerVerdict.Valid : IssuerVerdict.Invalid, metadata.Issuer);
        }
        catch (InvalidOperationException exception)
        {
            AuthenticationLog.KeysUnavailable(logger, metadata, exception);
            return (IssuerVerdict.Unavailable, null);
        }
    }

    private static bool Verify(IEnumerable<SecurityKey> keys, JwtAlgorithm algorithm, string? keyId, CompactToken token)
    {
        if (!TryDecode(token.Signature, out var signature))
            return false;
        var input = new byte[token.SigningInput.Length];
        Encoding.ASCII.GetBytes(token.SigningInput, input);
        return keys.Any(key => (keyId is null || key.KeyId == keyId) && Verify(key, algorithm.Name, input, signature));
    }

    private static bool Verify(SecurityKey key, string algorithm, byte[] input, byte[] signature)
    {
        var factory = key.CryptoProviderFactory;
        if (!factory.IsSupportedAlgorithm(algorithm, key))
            return false;
        var provider = factory.CreateForVerifying(key, algorithm);
        try
        {
            return provider.Verify(input, signature);
        }
        finally
        {
            factory.ReleaseSignatureProvider(provider);
        }
    }

    private static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (!Base64Url.IsValid(text))
            return false;
        bytes = Base64Url.DecodeFromChars(text);
        return true;
    }
}
