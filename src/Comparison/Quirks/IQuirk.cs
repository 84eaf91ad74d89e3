namespace JobsGateway.Comparison.Quirks;

/// <summary>One thing that Studio is known to do otherwise than a local store.</summary>
internal interface IQuirk
{
    /// <summary>The differences that the quirk does not explain.</summary>
    IReadOnlyList<Difference> Unexplained(IReadOnlyList<Difference> differences, ComparedAnswer left, ComparedAnswer right);
}
