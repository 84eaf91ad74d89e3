namespace JobsGateway.Stores.SqlServer.Statements;

/// <summary>Every statement a store sends, made once from the name of its schema.</summary>
internal sealed class StatementCatalog
{
    private StatementCatalog(string schema)
    {
        Fetch = new FetchStatements(schema);
        Scan = new ScanStatements(schema);
        Retry = new RetryStatements(schema);
        Candidates = new RetryCandidates(schema);
        Queue = new QueueStatements(schema);
        Claim = new ClaimStatements(schema);
        Import = new ImportStatements(schema);
        Schema = new SchemaStatements(schema);
    }

    public FetchStatements Fetch { get; }

    public ScanStatements Scan { get; }

    public RetryStatements Retry { get; }

    public RetryCandidates Candidates { get; }

    public QueueStatements Queue { get; }

    public ClaimStatements Claim { get; }

    public ImportStatements Import { get; }

    public SchemaStatements Schema { get; }

    /// <summary>All of them, for tests; those that are put together from parts in every form.</summary>
    public IEnumerable<Statement> All => [.. Fetch.All, .. Scan.All, .. Retry.All, .. Candidates.All, .. Queue.All, .. Claim.All, .. Import.All, .. Schema.All];

    public static StatementCatalog For(string schema) => new(schema);
}
