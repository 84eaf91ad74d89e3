using System.Collections;
using System.Reflection;
using JobsGateway.Stores.SqlServer.Statements;

namespace JobsGateway.Stores.SqlServer.Dialect.Tests.Conventions;

/// <summary>Where statements are kept, by reflection.</summary>
internal static class StatementHolders
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The properties and fields of a type that hold statements.</summary>
    public static IReadOnlyList<(string Name, Func<object?, object?> Read)> Of(Type type) =>
        [
            .. type.GetProperties(Any).Where(property => IsStatement(property.PropertyType) && property.GetIndexParameters().Length == 0)
                .Select(property => ($"{type.Name}.{property.Name}", (Func<object?, object?>)property.GetValue)),
            .. type.GetFields(Any).Where(field => IsStatement(field.FieldType) && !field.Name.StartsWith('<'))
                .Select(field => ($"{type.Name}.{field.Name}", (Func<object?, object?>)field.GetValue)),
        ];

    /// <summary>The methods of a type that make statements.</summary>
    public static IEnumerable<string> Makers(Type type) =>
        type.GetMethods(Any).Where(method => IsStatement(method.ReturnType) || method.ReturnType.GetGenericArguments().Any(IsStatement)).Select(method => $"{type.Name}.{method.Name}");

    /// <summary>The objects of this assembly that can be reached from one through its properties.</summary>
    public static IReadOnlyList<object> Reachable(object root)
    {
        var reached = new List<object> { root };
        for (var i = 0; i < reached.Count; i++)
            foreach (var property in reached[i].GetType().GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
                if (property.PropertyType.Assembly == root.GetType().Assembly && property.GetValue(reached[i]) is { } value && value is not Statement && !reached.Contains(value))
                    reached.Add(value);
        return reached;
    }

    /// <summary>The statements in what a member holds.</summary>
    public static IEnumerable<Statement> Statements(object? value) =>
        value switch
        {
            Statement one => [one],
            IEnumerable many => many.OfType<Statement>(),
            _ => [],
        };

    private static bool IsStatement(Type type) => type == typeof(Statement) || typeof(IEnumerable<Statement>).IsAssignableFrom(type);
}
