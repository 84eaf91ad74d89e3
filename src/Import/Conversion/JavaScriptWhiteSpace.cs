namespace JobsGateway.Import.Conversion;

/// <summary>The white space and line terminators of JavaScript. .NET's own idea differs: it has U+0085 and lacks U+FEFF.</summary>
internal static class JavaScriptWhiteSpace
{
    /// <summary>All of them.</summary>
    public const string All =
        "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff";

    public static bool Contains(char c) => c <= ' ' ? c is ' ' or (>= '\t' and <= '\r') : c >= '\u00a0' && All.Contains(c, StringComparison.Ordinal);
}
