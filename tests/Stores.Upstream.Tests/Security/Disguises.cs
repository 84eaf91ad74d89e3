using FsCheck;
using FsCheck.Fluent;

namespace JobsGateway.Stores.Upstream.Tests.Security;

/// <summary>Operations in disguise: the path of one, changed in one to four places by what some server, proxy or library undoes.</summary>
internal static class Disguises
{
    private const string Id = "65e1f3a07c1b2d0012a40007";

    private static readonly string[] Paths =
        ["/api/v2/jobs/" + Id, "/api/v2/jobs/retry", "/api/v2/jobs/retry/" + Id, "/api/v2/jobs/correlationId/x", "/api/v2/jobs/external"];

    private static readonly string[] Methods = ["POST", "POST", "POST", "GET", "GET", "HEAD", "PUT", "OPTIONS", "DELETE", "PATCH", "FOO", "M-SEARCH"];

    private static readonly string[] Slashes =
        ["\\", "//", "///", "%2F", "%2f", "%5C", "%252F", "%25%32%46", "/./", "/x/../", "/%2e/", "/x/%2E%2e/", "/.%2e/", "/x%2Fy/../", "/x\\..\\", "\\/", "/\\", "/;a/", "/x/..;/", ";a=b/", "/\t", "\t/", "#/", "?/"];

    private static readonly string[] Ends = ["#", "#x", "#/../x", "?#", "?a#b", "?a\\b#", "/", "//", "\\", "\\#", "/#", "\t", "\f", "\v", "\t#", "%20", "%09", "%23", "%3F", ";a", "/.", "/..", "/%2e", "%zz", "%FF", "%", "%2F%zz", "#?"];

    private static readonly string[] Starts = ["http://other.example", "http://other.example#", "http://other.example?", "http://other.example\\", "http://o@x", "a://b", "a:b://c", "/", "\\", "/other.example", "//other.example", "/.", "/..", "/x/..", "/#/..", "/%2e%2e", "/x#/.."];

    private static readonly string[] Inserted = ["\t", "\f", "%", "%00", "%0A", ".", ";", "#", "?", "\\", "/"];

    /// <summary>A method and a target.</summary>
    public static Arbitrary<(string Method, string Target)> Any() =>
        (from path in Gen.Elements(Paths)
         from method in Gen.Elements(Methods)
         from count in Gen.Choose(1, 4)
         from changes in Gen.ArrayOf(Change(), count)
         select (method, changes.Aggregate(path, (target, change) => change(target)))).ToArbitrary();

    private static Gen<Func<string, string>> Change() => Gen.Frequency(
        (5, from slash in Gen.Elements(Slashes) from n in Gen.Choose(0, 9) select (Func<string, string>)(t => ReplaceSlash(t, n, slash))),
        (3, from end in Gen.Elements(Ends) select (Func<string, string>)(t => t + end)),
        (2, from start in Gen.Elements(Starts) select (Func<string, string>)(t => start + t)),
        (2, from n in Gen.Choose(0, 60) from depth in Gen.Choose(1, 3) select (Func<string, string>)(t => Escape(t, n, depth))),
        (1, from n in Gen.Choose(0, 60) select (Func<string, string>)(t => Recase(t, n))),
        (1, from n in Gen.Choose(0, 60) from text in Gen.Elements(Inserted) select (Func<string, string>)(t => t.Insert(n % (t.Length + 1), text))));

    private static string ReplaceSlash(string target, int n, string by)
    {
        var places = Enumerable.Range(0, target.Length).Where(i => target[i] == '/').ToList();
        if (places.Count == 0)
            return target;
        var place = places[n % places.Count];
        return string.Concat(target.AsSpan(0, place), by, target.AsSpan(place + 1));
    }

    private static string Escape(string target, int n, int depth)
    {
        var i = n % target.Length;
        var escaped = $"%{(int)target[i]:x2}";
        for (; depth > 1; depth--)
            escaped = escaped.Replace("%", "%25", StringComparison.Ordinal);
        return string.Concat(target.AsSpan(0, i), escaped, target.AsSpan(i + 1));
    }

    private static string Recase(string target, int n)
    {
        var i = n % target.Length;
        return string.Concat(target.AsSpan(0, i), char.IsAsciiLetterLower(target[i]) ? target[i].ToString().ToUpperInvariant() : target[i].ToString(), target.AsSpan(i + 1));
    }
}
