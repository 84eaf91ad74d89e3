namespace JobsGateway.JobGenerator;

/// <summary>Writes documents key by key, in one of the forms of an export.</summary>
internal interface IDocumentWriter : IDisposable
{
    /// <summary>Begins a document of its own (no key) or one inside another.</summary>
    void Start(string? key = null);

    /// <summary>Ends the document begun last.</summary>
    void End();

    void Text(string key, string value);

    void Number(string key, int value);

    void Flag(string key, bool value);

    void Null(string key);

    void Date(string key, long milliseconds);

    void Id(string key, byte[] id);
}

/// <summary>Makes jobs.</summary>
internal interface IJobSource
{
    /// <summary>Writes the job of this number.</summary>
    void Write(int number, IDocumentWriter writer);
}
