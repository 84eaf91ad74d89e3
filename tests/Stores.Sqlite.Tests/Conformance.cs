using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.Sqlite.Tests;

public sealed class SqliteFetch() : FetchConformance(new SqliteFixture());

public sealed class SqliteRetry() : RetryConformance(new SqliteFixture());

public sealed class SqliteRetryQuery() : RetryQueryConformance(new SqliteFixture());

public sealed class SqliteImport() : ImportConformance(new SqliteFixture());

public sealed class SqliteScan() : ScanConformance(new SqliteFixture());

public sealed class SqliteContract() : ContractConformance(new SqliteFixture());

public sealed class SqliteEnqueue() : EnqueueConformance(new SqliteFixture());

public sealed class SqliteClaim() : ClaimConformance(new SqliteFixture());

public sealed class SqliteLease() : LeaseConformance(new SqliteFixture());

public sealed class SqliteCancel() : CancelConformance(new SqliteFixture());

public sealed class SqliteReclaim() : ReclaimConformance(new SqliteFixture());
