namespace JobsGateway.Benchmarks.Common;

/// <summary>Measures two servers in turn: A, B, A, B.</summary>
public static class Pair
{
    public static async Task MeasureAsync(Plan plan, Report report, string what, Side a, Side b, CancellationToken cancellationToken)
    {
        List<Load> loadsA = [], loadsB = [];
        for (var round = 0; round < plan.Rounds; round++)
        {
            loadsA.Add(await MeasureAsync(plan, a, cancellationToken));
            loadsB.Add(await MeasureAsync(plan, b, cancellationToken));
        }

        PairTable.Write(report, what, a.Name, loadsA, b.Name, loadsB);
    }

    // A process of its own for every measurement: how the scheduler settles its threads on few cores is luck that lasts as long as the process.
    private static async Task<Load> MeasureAsync(Plan plan, Side side, CancellationToken cancellationToken)
    {
        await using var server = await side.Start();
        await Wrk.RunAsync(plan, server.Address + side.Path, side.Token, side.Script, cancellationToken); // compiled, caches filled
        return await Wrk.RunAsync(plan, server.Address + side.Path, side.Token, side.Script, cancellationToken);
    }
}

/// <summary>One of two that are compared.</summary>
/// <param name="Name">In the report.</param>
/// <param name="Start">Starts it.</param>
/// <param name="Token">The bearer token; null for none.</param>
/// <param name="Path">What is asked for; empty where a script chooses.</param>
/// <param name="Script">What wrk runs; null for nothing.</param>
public sealed record Side(string Name, Func<Task<Server>> Start, string? Token, string Path, WrkScript? Script);
