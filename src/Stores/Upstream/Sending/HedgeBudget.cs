namespace JobsGateway.Stores.Upstream.Sending;

/// <summary>How many second requests may be sent: each fetch earns a share of one, and none is given in advance.</summary>
/// <param name="share">The share; 0.05 for one in twenty.</param>
internal sealed class HedgeBudget(double share)
{
    // Saved up in good times, so many may be sent at once in a bad moment.
    private const double Most = 10;

    private readonly Lock _lock = new();
    private double _earned;

    public void Earn()
    {
        lock (_lock)
            _earned = Math.Min(Most, _earned + share);
    }

    public bool TrySpend()
    {
        lock (_lock)
        {
            if (_earned < 1)
                return false;
            _earned--;
            return true;
        }
    }
}
