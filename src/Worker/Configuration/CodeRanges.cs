using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using JobsGateway.Stores.Abstractions.Configuration;

namespace JobsGateway.Worker.Configuration;

/// <summary>Checks the ranges of values that code has set; those of configuration are checked as they are read.</summary>
internal static class CodeRanges
{
    /// <param name="options">The options after the code.</param>
    /// <param name="place">The code, as an error names it.</param>
    public static IEnumerable<ConfigurationError> Check(object options, string place)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(options);
            if (property.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(value))
            {
                yield return new($"{place}:{property.Name}",
                    $"\"{string.Format(CultureInfo.InvariantCulture, "{0}", value)}\" is out of range; write a value from {range.Minimum} to {range.Maximum}");
            }
        }
    }
}
