using MongoDB.Bson;

namespace JobsGateway.MongoServer.Data;

/// <summary>Which documents a query asks for: the operators that import uses, with MongoDB's rule that a comparison finds values of its own type only.</summary>
internal static class Filter
{
    public static bool Matches(BsonDocument document, BsonDocument filter) => filter.All(condition => condition.Name switch
    {
        "$or" => condition.Value.AsBsonArray.Any(one => Matches(document, one.AsBsonDocument)),
        "$and" => condition.Value.AsBsonArray.All(one => Matches(document, one.AsBsonDocument)),
        _ => Holds(ValueAt(document, condition.Name), condition.Value),
    });

    private static bool Holds(BsonValue? value, BsonValue condition) =>
        condition is BsonDocument { ElementCount: > 0 } operators && operators.GetElement(0).Name.StartsWith('$')
            ? operators.All(one => Holds(value, one.Name, one.Value))
            : value == condition;

    private static bool Holds(BsonValue? value, string name, BsonValue operand) => name switch
    {
        "$in" => operand.AsBsonArray.Contains(value),
        "$gt" => Compare(value, operand) > 0,
        "$gte" => Compare(value, operand) >= 0,
        "$not" => !Holds(value, operand),
        _ => throw new NotSupportedException($"the operator {name} is not known here"),
    };

    private static int? Compare(BsonValue? value, BsonValue operand) =>
        value is null || value.BsonType != operand.BsonType ? null : value.CompareTo(operand);

    private static BsonValue? ValueAt(BsonDocument document, string path)
    {
        BsonValue? value = document;
        foreach (var key in path.Split('.'))
            value = value is BsonDocument inner && inner.TryGetValue(key, out var next) ? next : null;
        return value;
    }
}
