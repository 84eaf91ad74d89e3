namespace JobsGateway.Benchmarks.Common;

/// <summary>What a constant rate of requests measured: microseconds from the moment a request was due to the end of its answer.</summary>
/// <param name="Answers">How many answers were measured.</param>
/// <param name="AnswerBytes">Bytes of an answer on the wire, headers included; the mean.</param>
/// <param name="P50">Half of the answers took no longer.</param>
/// <param name="P99">99 of 100 answers took no longer.</param>
/// <param name="Max">The slowest answer.</param>
public sealed record ConstantLoad(int Answers, double AnswerBytes, double P50, double P99, double Max);
