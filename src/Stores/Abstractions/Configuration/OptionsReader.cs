using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace JobsGateway.Stores.Abstractions.Configuration;

/// <summary>Reads a section into an options type and tells everything that is wrong with it: the framework's binder stops at the first bad value and overlooks misspelt keys.</summary>
/// <remarks>
/// An options type has a parameterless constructor and public properties whose initial values are the defaults. A property is a text, a number, a switch, a
/// duration, a moment, an address, an enumeration, another options type (null at first: it stays null where the section does not exist), a list of texts or a dictionary of options types; <see cref="RequiredAttribute"/> and
/// <see cref="RangeAttribute"/> count. An empty value means the default, as everywhere in configuration.
/// </remarks>
public static class OptionsReader
{
    /// <summary>Reads a section.</summary>
    /// <param name="section">The section; one that does not exist gives the defaults.</param>
    /// <param name="errors">Takes what is wrong. The options are to be used only where nothing is.</param>
    /// <param name="otherKeys">Keys of the section that somebody else reads.</param>
    public static T Read<T>(IConfigurationSection section, ICollection<ConfigurationError> errors, params string[] otherKeys)
        where T : class, new() => (T)ReadObject(typeof(T), section, errors, otherKeys);

    /// <summary>Reads a section on top of options that have their values already; what the section does not set stays.</summary>
    /// <param name="options">The options; changed.</param>
    /// <param name="section">The section; one that does not exist changes nothing.</param>
    /// <param name="errors">Takes what is wrong. The options are to be used only where nothing is.</param>
    /// <param name="otherKeys">Keys of the section that somebody else reads.</param>
    public static void ReadInto<T>(T options, IConfigurationSection section, ICollection<ConfigurationError> errors, params string[] otherKeys)
        where T : class => Fill(options, section, errors, otherKeys);

    private static object ReadObject(Type type, IConfigurationSection section, ICollection<ConfigurationError> errors, string[] otherKeys) =>
        Fill(Activator.CreateInstance(type)!, section, errors, otherKeys);

    private static object Fill(object options, IConfigurationSection section, ICollection<ConfigurationError> errors, string[] otherKeys)
    {
        var properties = Properties(options.GetType());
        if (!string.IsNullOrEmpty(section.Value))
            errors.Add(new ConfigurationError(section.Path, $"has no value of its own; its settings are {Names(properties, otherKeys)}"));
        foreach (var child in section.GetChildren().Where(child => !IsKnown(child.Key, properties, otherKeys)))
            errors.Add(new ConfigurationError(child.Path, $"is not a setting here; the settings are {Names(properties, otherKeys)}"));
        foreach (var property in properties)
        {
            var setting = section.GetSection(property.Name);
            var isRequired = property.IsDefined(typeof(RequiredAttribute));
            if (ReadProperty(property, property.GetValue(options), setting, errors) is { } value && !(isRequired && value is string[] { Length: 0 }))
                property.SetValue(options, value);
            else if (isRequired && string.IsNullOrEmpty(setting.Value) && !setting.GetChildren().Any())
                errors.Add(new ConfigurationError(setting.Path, property.GetCustomAttribute<RequiredAttribute>()!.ErrorMessage ?? "is not set, and has no default"));
        }

        return options;
    }

    private static object? ReadProperty(PropertyInfo property, object? present, IConfigurationSection setting, ICollection<ConfigurationError> errors)
    {
        if (IsDictionary(property.PropertyType, out var element))
            return ReadDictionary(element, setting, errors);
        if (property.PropertyType.IsAssignableFrom(typeof(string[])) && property.PropertyType != typeof(string))
            return ReadList(setting, errors);
        if (SettingText.IsNested(property.PropertyType))
            return present is null && !setting.Exists() ? null : Fill(present ?? Activator.CreateInstance(property.PropertyType)!, setting, errors, []);
        if (setting.GetChildren().Any())
            errors.Add(new ConfigurationError(setting.Path, "is a single value, not a section"));
        if (string.IsNullOrEmpty(setting.Value))
            return null;
        if (!SettingText.TryParse(property.PropertyType, setting.Value, out var value, out var cure))
        {
            errors.Add(new ConfigurationError(setting.Path, $"\"{setting.Value}\" {cure}"));
            return null;
        }

        if (property.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(value))
            errors.Add(new ConfigurationError(setting.Path, $"\"{setting.Value}\" is out of range; write a value from {range.Minimum} to {range.Maximum}"));
        return value;
    }

    private static object? ReadDictionary(Type element, IConfigurationSection section, ICollection<ConfigurationError> errors)
    {
        if (!section.Exists())
            return null;
        var dictionary = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), element), StringComparer.OrdinalIgnoreCase)!;
        foreach (var child in section.GetChildren())
            dictionary[child.Key] = ReadObject(element, child, errors, []);
        return dictionary;
    }

    private static string[]? ReadList(IConfigurationSection section, ICollection<ConfigurationError> errors)
    {
        if (!string.IsNullOrEmpty(section.Value))
            errors.Add(new ConfigurationError(section.Path, $"is a list; write \"{section.Key}\": [ \"{section.Value}\" ], or {section.Path.Replace(":", "__", StringComparison.Ordinal)}__0 in the environment"));
        return section.Exists() ? [.. section.GetChildren().Select(child => child.Value).OfType<string>()] : null;
    }

    private static bool IsDictionary(Type type, [NotNullWhen(true)] out Type? element)
    {
        element = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) ? type.GetGenericArguments()[1] : null;
        return element is not null;
    }

    private static PropertyInfo[] Properties(Type type) => [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)];

    private static bool IsKnown(string key, PropertyInfo[] properties, string[] otherKeys) =>
        properties.Any(property => property.Name.Equals(key, StringComparison.OrdinalIgnoreCase)) || otherKeys.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static string Names(PropertyInfo[] properties, string[] otherKeys) => string.Join(", ", properties.Select(property => property.Name).Concat(otherKeys));
}
