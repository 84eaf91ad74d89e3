using System.Globalization;

namespace JobsGateway.Stores.Abstractions;

/// <summary>How a JavaScript object orders its keys: integer-like ones first and ascending, then the others as they came.</summary>
public static class JavaScriptKey
{
    /// <summary>Whether a key is an array index as the language defines it: canonical decimal, 0 to 2^32 - 2.</summary>
    public static bool IsIndex(string key, out uint index)
    {
        index = uint.MaxValue;
        return key.Length > 0 && char.IsAsciiDigit(key[0]) && (key[0] != '0' || key.Length == 1) &&
            uint.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out index) && index != uint.MaxValue;
    }

    /// <summary>What to sort keys by, stably: their index, or what is above every index.</summary>
    public static uint Order(string key) => IsIndex(key, out var index) ? index : uint.MaxValue;
}
