using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.SqlServer.Tests;

public sealed class SqlServerFetch() : FetchConformance(new SqlServerFixture());

public sealed class SqlServerRetry() : RetryConformance(new SqlServerFixture());

public sealed class SqlServerRetryQuery() : RetryQueryConformance(new SqlServerFixture());

public sealed class SqlServerImport() : ImportConformance(new SqlServerFixture());

public sealed class SqlServerContract() : ContractConformance(new SqlServerFixture());

public sealed class SqlServerEnqueue() : EnqueueConformance(new SqlServerFixture());

public sealed class SqlServerClaim() : ClaimConformance(new SqlServerFixture());

public sealed class SqlServerLease() : LeaseConformance(new SqlServerFixture());

public sealed class SqlServerCancel() : CancelConformance(new SqlServerFixture());

public sealed class SqlServerReclaim() : ReclaimConformance(new SqlServerFixture());
