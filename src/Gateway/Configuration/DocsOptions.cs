namespace JobsGateway.Gateway.Configuration;

/// <summary>The OpenAPI document and the page that shows it.</summary>
internal sealed record DocsOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Docs";

    /// <summary>Whether <c>/openapi/v1.json</c> and the page <c>/docs</c> are served. Default: in Development.</summary>
    public bool? Enabled { get; init; }
}
