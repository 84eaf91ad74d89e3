using MongoDB.Bson;

namespace JobsGateway.Import.Conversion;

/// <summary>Decimal128 as the server's driver prints it.</summary>
internal static class DecimalText
{
    public static string Of(Decimal128 value) => value.ToString();
}
