using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.SqlServer.Tests;

public sealed class SqlServerFetch() : FetchConformance(new SqlServerFixture());

public sealed class SqlServerRetry() : RetryConformance(new SqlServerFixture());

public sealed class SqlServerRetryQuery() : RetryQueryConformance(new SqlServerFixture());

public sealed class SqlServerImport() : ImportConformance(new SqlServerFixture());

public sealed class SqlServerContract() : ContractConformance(new SqlServerFixture());
