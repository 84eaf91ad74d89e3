using System.Collections.Frozen;
using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>What becomes of an object's keys when it is written.</summary>
internal enum ObjectStyle
{
    /// <summary>All stay.</summary>
    AsIs,

    /// <summary>As mongoose copies a document for its answer: empty objects and a few names are left out.</summary>
    Minimized,

    /// <summary>The same, of an object under a key the schema does not know: mongoose copied it already when it read the document.</summary>
    Hydrated,
}

/// <summary>Mongoose's "minimize": an object that is empty, or of which nothing stays, is left out.</summary>
internal static class Minimizer
{
    // Every object inherits them, so mongoose takes them for there already and fills the inherited function instead of a key.
    private static readonly FrozenSet<string> Inherited = FrozenSet.Create(
        "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
        "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__");

    /// <summary>Whether a key stays.</summary>
    public static bool Keeps(BsonElement element, ObjectStyle style) =>
        element.Name is not ("__proto__" or "constructor" or "prototype") && !IsNothing(element.Value, style) && !IsMistaken(element, style);

    /// <summary>Whether mongoose does not look into an object: it takes one with a <c>constructor</c> of its own for an instance of some class, unless it can't ask it for its value.</summary>
    public static bool IsLeftAlone(BsonDocument document, ObjectStyle style) =>
        style == ObjectStyle.Minimized && JavaScriptValue.IsTruthy(JavaScriptObject.ValueOf(document, "constructor")) &&
        JavaScriptObject.ValueOf(document, "valueOf") is null;

    private static bool IsMistaken(BsonElement element, ObjectStyle style) =>
        style == ObjectStyle.Hydrated && element.Value is BsonDocument document && Inherited.Contains(element.Name) && !DatabaseReference.IsOne(document);

    private static bool IsNothing(BsonValue value, ObjectStyle style)
    {
        if (value is not BsonDocument document || DatabaseReference.IsOne(document) || IsLeftAlone(document, style))
            return false;
        for (var i = 0; i < document.ElementCount; i++)
        {
            // Of equal keys the last value counts.
            var element = document.GetElement(i);
            if (Keeps(element, style) && ReferenceEquals(JavaScriptObject.ValueOf(document, element.Name), element.Value))
                return false;
        }

        return true;
    }
}
