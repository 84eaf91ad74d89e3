using JobsGateway.Comparison;

namespace JobsGateway.Gateway.Parity.Configuration;

/// <summary>The section <c>Parity</c>, ready for use. Immutable; a change of configuration makes new ones.</summary>
internal sealed class ParityRules
{
    private ParityRules(ParityOptions options)
    {
        Comparer = new AnswerComparer(new AnswerRules
        {
            Ignore = Patterns(options.Ignore),
            Unordered = Patterns(options.Unordered),
            Headers = options.Headers,
            StudioQuirks = options.StudioQuirks,
        });
        Redaction = new SampleRedaction(Patterns(options.Redact));
        Samples = options.Samples;
        MaxDifference = options.MaxDifference;
    }

    /// <summary>Compares what two stores answered.</summary>
    public AnswerComparer Comparer { get; }

    /// <summary>Hides values of samples.</summary>
    public SampleRedaction Redaction { get; }

    /// <summary>How many samples are kept of each operation.</summary>
    public int Samples { get; }

    /// <summary>The tolerated rate of differing answers.</summary>
    public double MaxDifference { get; }

    /// <summary>Reads a section that <see cref="ParityOptions.Validate"/> has found nothing wrong with.</summary>
    public static ParityRules Of(IConfiguration configuration) =>
        new(OptionsReader.Read<ParityOptions>(configuration.GetSection(ParityOptions.Section), []));

    // What is no pattern is told by the check of the configuration, before anything is compared.
    private static PathPattern[] Patterns(IEnumerable<string> texts) =>
        [.. texts.Select(text => PathPattern.TryParse(text, out var pattern, out _) ? pattern : null).OfType<PathPattern>()];
}
