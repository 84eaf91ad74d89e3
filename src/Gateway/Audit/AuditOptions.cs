namespace JobsGateway.Gateway.Audit;

/// <summary>The record of every retry that is asked for: who, what, and what became of it. It is always written to the log, category `JobsGateway.Audit`.</summary>
internal sealed record AuditOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Audit";

    /// <summary>The claims that say who it was. Default: `uid` `id` `appName`; numbers and names that identify without being a telephone number or a mail address.</summary>
    public IReadOnlyList<string> Claims { get; init; } = ["uid", "id", "appName"];

    /// <summary>Whether the address the request came from is recorded.</summary>
    public bool RemoteAddress { get; init; } = true;

    /// <summary>A file each record is appended to, as a line of JSON; a relative path starts from the content root. One gateway, one file. Default: none.</summary>
    public string? File { get; init; }

    /// <summary>Whether a retry is carried out only after a line that it is about to be has reached the disk; where that can't be written, it is answered 503.
    /// Default: false, what can't be written is logged as an error.</summary>
    public bool Required { get; init; }

    /// <summary>Everything that is wrong with the section.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(IConfiguration configuration, string contentRoot)
    {
        var section = configuration.GetSection(Section);
        var errors = new List<ConfigurationError>();
        var options = OptionsReader.Read<AuditOptions>(section, errors);
        if (options is { Required: true, File: null })
            errors.Add(new(section.GetSection(nameof(Required)).Path, $"is true, but there is no file to write to; set {Section}:{nameof(File)}"));
        // The file itself is left alone: made by whoever checks the configuration, it would not be the gateway's.
        if (options.PathIn(contentRoot) is { } path && !Directory.Exists(Path.GetDirectoryName(path)))
            errors.Add(new(section.GetSection(nameof(File)).Path, $"there is no folder {Path.GetDirectoryName(path)}; make it, and let the gateway write in it"));
        return errors;
    }

    /// <summary>The whole path of the file; null where there is none.</summary>
    public string? PathIn(string contentRoot) => File is null ? null : Path.GetFullPath(File, contentRoot);
}
