namespace JobsGateway.MongoServer.Commands;

/// <summary>A command fails with one of MongoDB's error codes.</summary>
internal sealed class WireError(int code, string message) : Exception(message)
{
    public int Code => code;
}
