namespace JobsGateway.Gateway.Parity.Verdicts;

/// <summary>Whether the candidate can take the primary's place. The names are in the report.</summary>
internal enum VerdictState
{
    /// <summary>Nothing was compared.</summary>
    NothingCompared,

    /// <summary>Answers differ, or the candidate is not available often enough.</summary>
    NotReady,

    /// <summary>Nothing speaks against it so far, but too little was compared.</summary>
    NotReadyYet,

    /// <summary>It can.</summary>
    Ready,
}
