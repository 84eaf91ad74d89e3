using JobsGateway.Import;

namespace JobsGateway.Migration.Live;

/// <summary>What became of a live import.</summary>
/// <param name="Documents">What became of the documents read; why it failed, where it did.</param>
/// <param name="Follow">What following saw; null where it did not get to that.</param>
public sealed record LiveImportSummary(ImportSummary Documents, FollowProgress? Follow);
