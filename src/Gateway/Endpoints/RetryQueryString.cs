using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Endpoints;

/// <summary><c>GET /retry?...</c></summary>
internal static class RetryQueryString
{
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static string? Parse(IQueryCollection parameters, out RetryQuery query)
    {
        var criteria = new RetryCriteria();
        foreach (var name in RetryCriteria.Names)
        {
            if (Set(criteria, parameters, name) is { } error)
            {
                query = new RetryQuery();
                return error;
            }
        }

        return criteria.Build(out query);
    }

    private static string? Set(RetryCriteria criteria, IQueryCollection parameters, string name)
    {
        if (name == RetryCriteria.Ids)
        {
            return QueryParameters.Operator(parameters, name) ??
                (parameters.TryGetValue(name, out var ids) ? criteria.SetIds(ids.SelectMany(id => id!.Split(',')).Where(id => id.Length > 0)) : null);
        }

        return QueryParameters.Single(parameters, name, out var value) ?? (value is null ? null : criteria.Set(name, value));
    }
}
