namespace JobsGateway.Migration.EndToEnd.Model;

/// <summary>A clock that only tells what came before what.</summary>
internal static class Moments
{
    private static long _last;

    public static long Next() => Interlocked.Increment(ref _last);
}
