using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>A document that the server's driver takes for a DBRef: it prints its keys in an order of its own.</summary>
internal static class DatabaseReference
{
    /// <summary>Whether the driver takes the document for a reference: it has <c>$ref</c> and <c>$id</c>, and no key with a dollar but these and <c>$db</c>.</summary>
    public static bool IsOne(BsonDocument document)
    {
        var hasDollar = false;
        for (var i = 0; i < document.ElementCount; i++)
        {
            var name = document.GetElement(i).Name;
            if (name.Length == 0 || name[0] != '$')
                continue;
            if (name is not ("$ref" or "$id" or "$db"))
                return false;
            hasDollar = true;
        }

        return hasDollar &&
            JavaScriptObject.ValueOf(document, "$ref") is BsonString &&
            !JavaScriptValue.IsNullish(JavaScriptObject.ValueOf(document, "$id")) &&
            JavaScriptObject.ValueOf(document, "$db") is null or BsonString or BsonNull or BsonUndefined;
    }

    /// <summary>The keys as the driver's reference prints them: <c>$ref</c>, <c>$id</c>, the others, <c>$db</c>.</summary>
    /// <remarks>A collection written as <c>database.collection</c> is taken apart.</remarks>
    public static BsonDocument Printed(BsonDocument document)
    {
        var collection = JavaScriptObject.ValueOf(document, "$ref")!.AsString;
        var database = JavaScriptObject.ValueOf(document, "$db");
        var parts = collection.Split('.');
        if (parts.Length == 2)
            (database, collection) = (parts[0], parts[1]);
        var printed = new BsonDocument(allowDuplicateNames: true)
        {
            { "$ref", collection },
            { "$id", JavaScriptObject.ValueOf(document, "$id") },
        };
        foreach (var element in JavaScriptObject.ElementsOf(document).Where(e => e.Name is not ("$ref" or "$id" or "$db")))
            printed.Add(element);
        if (!JavaScriptValue.IsNullish(database))
            printed.Add("$db", database);
        return printed;
    }
}
