namespace JobsGateway.Gateway.Stores;

/// <summary>How far a store is with being opened.</summary>
internal enum StoreOpening
{
    /// <summary>It is open.</summary>
    Open = 0,

    /// <summary>Its database can't be reached; it is tried again and again.</summary>
    Trying,

    /// <summary>Its database was reached and can't be used as it is. An operator has to mend it; it is tried again meanwhile.</summary>
    Wrong,
}
