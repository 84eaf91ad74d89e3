namespace JobsGateway.Gateway.Endpoints;

/// <summary>Reads query parameters that must not be Mongo operators in disguise (<c>name[$ne]=x</c>).</summary>
internal static class QueryParameters
{
    /// <summary>Reads a parameter that may be given once; null where it is absent.</summary>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static string? Single(IQueryCollection query, string name, out string? value)
    {
        value = null;
        if (Operator(query, name) is { } error)
            return error;
        var values = query[name];
        if (values.Count > 1)
            return $"{name} was given {values.Count} times; give it once";
        value = values.Count == 0 ? null : values[0];
        return null;
    }

    /// <summary>Refuses <c>name[...]</c>: ignoring it as unknown would widen what was meant as a narrower question.</summary>
    public static string? Operator(IQueryCollection query, string name)
    {
        foreach (var key in query.Keys)
        {
            if (key.Length > name.Length && key[name.Length] == '[' && key.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return $"{key} is not understood: {name} takes plain values, no operators";
        }

        return null;
    }
}
