namespace JobsGateway.Stores.SqlServer;

/// <summary>The pool had no connection to give, which SqlClient reports as an invalid operation.</summary>
internal sealed class NoConnectionException(Exception inner) : Exception(inner.Message, inner);
