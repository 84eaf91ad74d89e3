using FsCheck;
using FsCheck.Fluent;

namespace JobsGateway.Stores.Upstream.Tests.Fidelity;

/// <summary>Request targets as clients may send them: what a URI library would tidy up, in any order.</summary>
internal static class Targets
{
    private static readonly string[] Pieces =
    [
        "a", "Z", "0", "-", ".", "_", "~", "+", ";x=1", ",", "=", "&", ":", "@", "!", "$", "'", "(", ")", "*", "[", "]", "{", "}", "|", "^", "`", "\"", "<", ">", "\\",
        "%2F", "%2f", "%252F", "%2e%2E", "%20", "%25", "%0A", "%3F", "%23", "%7e", "%41", "%E2%9C%93", "%f0%9f%92%8e", "%C3%BC", "%FF", "%80", "%zz", "%", "%4",
        "/", "//", "/./", "/../", "/..", "..",
    ];

    private static readonly string[] Queries = ["", "", "?", "??", "?a=1", "?a=b?c", "?%zz", "?a=%2F&b=+&&=", "?x=/../", "?ids[$ne]=1", "?\\"];

    /// <summary>Any path and query.</summary>
    public static Arbitrary<string> Any() =>
        (from pieces in Gen.ListOf(Gen.Elements(Pieces))
         from query in Gen.Elements(Queries)
         select "/" + string.Concat(pieces) + query).Where(IsNotRefusedByKestrel).ToArbitrary();

    /// <summary>One segment of a path that decodes, as a correlation id is sent.</summary>
    public static Arbitrary<string> Segment() =>
        (from pieces in Gen.NonEmptyListOf(Gen.Elements(Pieces.Where(p => !p.Contains('/') && p is not ("%FF" or "%80" or "%zz" or "%" or "%4")).ToArray()))
         from query in Gen.Elements(Queries)
         select string.Concat(pieces) + query).Where(IsNotRefusedByKestrel).ToArbitrary();

    // No %00 in a path.
    private static bool IsNotRefusedByKestrel(string target) => !target.Contains("%00", StringComparison.Ordinal);
}
