namespace JobsGateway.Gateway.Authentication.Configuration;

/// <summary>The section <c>Jwt</c> as read, with everything that is wrong in it.</summary>
/// <param name="Options">The settings; to be used only where there is no error.</param>
/// <param name="Errors">Every error with its cure.</param>
public sealed record JwtConfiguration(JwtOptions Options, IReadOnlyList<ConfigurationError> Errors)
{
    /// <summary>Reads and validates the section.</summary>
    public static JwtConfiguration Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var errors = new List<ConfigurationError>();
        var options = JwtOptionsReader.Read(configuration.GetSection(JwtOptions.SectionName), errors);
        // A setting that can't be read would only make the rules below complain about the wrong thing.
        if (errors.Count == 0)
        {
            if (options is { Secrets: [], Metadata: null } && environment.IsDevelopment())
                options = options with { Secrets = [DevelopmentSecret.Value] };
            errors.AddRange(JwtOptionsValidator.Validate(options, environment));
        }

        return new JwtConfiguration(options, errors);
    }

    /// <summary>Every error of the section with its cure; none where the gateway would start.</summary>
    public static IReadOnlyList<ConfigurationError> Validate(IConfiguration configuration, IHostEnvironment environment) =>
        Read(configuration, environment).Errors;
}
