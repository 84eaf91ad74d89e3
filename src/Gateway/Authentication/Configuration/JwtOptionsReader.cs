namespace JobsGateway.Gateway.Authentication.Configuration;

/// <summary>Reads the section; the secrets may be written in more ways than a list usually is.</summary>
internal static class JwtOptionsReader
{
    /// <summary>The key of a single secret.</summary>
    public const string SingleSecret = "Secret";

    /// <summary>The keys of the section.</summary>
    public static IEnumerable<string> Settings => typeof(JwtOptions).GetProperties().Select(property => property.Name).Append(SingleSecret);

    public static JwtOptions Read(IConfigurationSection section, ICollection<ConfigurationError> errors)
    {
        var found = new List<ConfigurationError>();
        var options = OptionsReader.Read<JwtOptions>(section, found, SingleSecret);
        // Jwt__Secrets=... instead of Jwt__Secrets__0=... is an easy slip with one meaning only; and what is said of a list that is a text shows the text.
        var list = section.GetSection(nameof(JwtOptions.Secrets));
        foreach (var error in found.Where(error => error.Path != list.Path))
            errors.Add(error);
        return options with { Secrets = [.. list.GetChildren().Append(list).Append(section.GetSection(SingleSecret)).Select(setting => Secret(setting, errors)).OfType<string>()] };
    }

    private static string? Secret(IConfigurationSection setting, ICollection<ConfigurationError> errors)
    {
        // An empty list in a JSON file is an empty value of the list itself.
        if (setting.Value is "" && setting.Key != nameof(JwtOptions.Secrets))
            errors.Add(new(setting.Path, "is empty; remove it or set the secret the tokens are signed with"));
        return string.IsNullOrEmpty(setting.Value) ? null : setting.Value;
    }
}
