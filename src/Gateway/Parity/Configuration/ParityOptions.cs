using System.ComponentModel.DataAnnotations;
using JobsGateway.Comparison;

namespace JobsGateway.Gateway.Parity.Configuration;

/// <summary>How the answers of two stores are compared, and when one may take the other's place.</summary>
internal sealed record ParityOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Parity";

    /// <summary>Paths that are not compared, such as `body.data.updatedAt`, `header.etag` or `**.nonce`. Default: none.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Paths of arrays whose elements may stand in any order. Default: none.</summary>
    public IReadOnlyList<string> Unordered { get; init; } = [];

    /// <summary>The headers that are compared, by name. Default: `Content-Type`.</summary>
    public IReadOnlyList<string> Headers { get; init; } = ["Content-Type"];

    /// <summary>Whether what Studio is known to answer otherwise than a local store is no difference: `nextRunAt` shown as the time of the request, 500 to the client's mistakes.</summary>
    public bool StudioQuirks { get; init; } = true;

    /// <summary>Paths whose values are not shown in samples. Default: `**.phoneNumber` `**.email` `**.identifier` `**.password` `**.secret` `**.token` `**.pin`.</summary>
    public IReadOnlyList<string> Redact { get; init; } = ["**.phoneNumber", "**.email", "**.identifier", "**.password", "**.secret", "**.token", "**.pin"];

    /// <summary>How many of the last differing answers are kept of each operation.</summary>
    [Range(0, 1000)]
    public int Samples { get; init; } = 20;

    /// <summary>The rate of differing answers that is tolerated, as a share of all; its upper bound at 95 % has to be below it. 0.001 asks for 2,995 answers without a difference.</summary>
    [Range(0.0001, 0.5)]
    public double MaxDifference { get; init; } = 0.001;

    /// <summary>Everything that is wrong with the section.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var errors = new List<ConfigurationError>();
        OptionsReader.Read<ParityOptions>(section, errors);
        foreach (var pattern in new[] { nameof(Ignore), nameof(Unordered), nameof(Redact) }.SelectMany(list => section.GetSection(list).GetChildren()))
        {
            if (pattern.Value is { } text && !PathPattern.TryParse(text, out _, out var problem))
                errors.Add(new(pattern.Path, $"\"{text}\" {problem}"));
        }

        return errors;
    }
}
