namespace JobsGateway.Stores.SqlServer.Errors;

/// <summary>Somebody else changed a job each time after it was read; what was begun is rolled back, and is worth beginning again.</summary>
internal sealed class RaceLostException() : Exception("The job was changed by somebody else again and again.");
