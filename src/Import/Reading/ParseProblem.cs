using System.Text.Json;

namespace JobsGateway.Import.Reading;

/// <summary>Words for what is wrong with a document.</summary>
internal static class ParseProblem
{
    /// <summary>The reason a document is rejected for, from what reading it threw.</summary>
    public static string Of(Exception e) => e switch
    {
        // The position counts from the document's start, which says little beside the line of the file.
        JsonException => "malformed JSON: " + e.Message.Split(" LineNumber:")[0],
        FormatException => e.Message,
        _ => "malformed document: " + e.Message,
    };
}
