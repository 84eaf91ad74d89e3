using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace JobsGateway.Gateway.Tests.Configuration;

/// <summary>The JSON schema of an options type: descriptions from its comments, defaults from an instance, bounds from <see cref="RangeAttribute"/>.</summary>
internal static class OptionsSchema
{
    public static readonly JsonSerializerOptions Format = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, // A key nobody reads is an error of the gateway, too.
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    private static readonly JsonSchemaExporterOptions Exporter = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Complete };

    public static JsonObject Of(Type type)
    {
        var schema = Format.GetJsonSchemaAsNode(type, Exporter).AsObject();
        schema.Insert(0, "description", XmlDocs.Of(type));
        return schema;
    }

    private static JsonNode Complete(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
            return node;
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type == typeof(TimeSpan))
            DescribeDuration(schema);
        if (type.IsEnum)
            schema["enumDescriptions"] = new JsonArray([.. Enum.GetNames(type).Select(name => JsonValue.Create(XmlDocs.Of(type.GetField(name)!)))]);
        var required = context.TypeInfo.Properties.Where(property => property.AttributeProvider!.IsDefined(typeof(RequiredAttribute), true)).ToArray();
        if (required.Length > 0)
            schema["required"] = new JsonArray([.. required.Select(property => JsonValue.Create(property.Name))]);
        if (context.PropertyInfo?.AttributeProvider is PropertyInfo property)
            DescribeProperty(schema, property);
        return schema;
    }

    private static void DescribeDuration(JsonObject schema)
    {
        schema.Remove("$comment");
        schema["pattern"] = @"^(\d+\.)?\d{2}:\d{2}:\d{2}(\.\d{1,7})?$";
    }

    private static void DescribeProperty(JsonObject schema, PropertyInfo property)
    {
        var description = XmlDocs.Of(property);
        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            if (range.OperandType == typeof(TimeSpan))
                description += $" From `{range.Minimum}` to `{range.Maximum}`.";
            else
                (schema["minimum"], schema["maximum"]) = (JsonSerializer.SerializeToNode(range.Minimum), JsonSerializer.SerializeToNode(range.Maximum));
        }

        schema.Insert(0, "description", description);
        var value = property.GetValue(Activator.CreateInstance(property.DeclaringType!));
        if (value is TimeSpan duration)
            schema["default"] = duration.ToString(duration.Milliseconds == 0 ? "c" : @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture); // Not .1000000
        else if (value is not "" && (value is string || value?.GetType().IsValueType == true))
            schema["default"] = JsonSerializer.SerializeToNode(value, value.GetType(), Format);
    }
}
