namespace JobsGateway.Stores.SqlServer.Errors;

/// <summary>No connection was to be had in time: the pool had none to give, which SqlClient reports as an invalid operation, or the server did not answer.</summary>
internal sealed class NoConnectionException(Exception inner) : Exception(inner.Message, inner);
