using JobsGateway.Stores.Conformance;

namespace JobsGateway.Stores.SqlServer.Tests;

public sealed class SqlServerFetch(SharedSchema schema) : FetchConformance(schema.ForOneTest), IClassFixture<SharedSchema>;

public sealed class SqlServerRetry(SharedSchema schema) : RetryConformance(schema.ForOneTest), IClassFixture<SharedSchema>;

public sealed class SqlServerRetryQuery(SharedSchema schema) : RetryQueryConformance(schema.ForOneTest), IClassFixture<SharedSchema>;

public sealed class SqlServerImport(SharedSchema schema) : ImportConformance(schema.ForOneTest), IClassFixture<SharedSchema>;

public sealed class SqlServerScan(SharedSchema schema) : ScanConformance(schema.ForOneTest), IClassFixture<SharedSchema>;

public sealed class SqlServerContract(SharedSchema schema) : ContractConformance(schema.ForOneTest), IClassFixture<SharedSchema>;

public sealed class SqlServerEnqueue(SharedSchema schema) : EnqueueConformance(schema.ForOneTest), IClassFixture<SharedSchema>;

public sealed class SqlServerClaim(SharedSchema schema) : ClaimConformance(schema.ForOneTest), IClassFixture<SharedSchema>;

public sealed class SqlServerLease(SharedSchema schema) : LeaseConformance(schema.ForOneTest), IClassFixture<SharedSchema>;

public sealed class SqlServerCancel(SharedSchema schema) : CancelConformance(schema.ForOneTest), IClassFixture<SharedSchema>;

public sealed class SqlServerReclaim(SharedSchema schema) : ReclaimConformance(schema.ForOneTest), IClassFixture<SharedSchema>;
