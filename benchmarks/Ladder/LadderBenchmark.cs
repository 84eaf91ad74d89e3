using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using JobsGateway.Benchmarks.Common;

namespace JobsGateway.Ladder;

/// <summary>Measures the rungs in turn.</summary>
internal sealed partial class LadderBenchmark(LadderPlan plan, IReadOnlyList<Rung> rungs, string token)
{
    private static readonly WrkScript CountAnswers = new("benchmarks/Ladder/count-answers.lua");

    private readonly Rung[] _present = [.. rungs.Where(rung => rung.Missing is null)];

    public Dictionary<string, List<Measurement>> Measurements { get; } = [];

    /// <summary>Asks every rung once: what does not work is to show before minutes of measuring.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        using HttpClient client = new(), stranger = new();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var rung in _present)
        {
            await using var server = await StartAsync(rung, cancellationToken);
            var url = new Uri((server?.Address ?? rung.Address) + Answer.Path);
            using var response = await client.GetAsync(url, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            if ((int)response.StatusCode != 200 || body != Answer.Body)
                throw new InvalidOperationException($"{rung.Name} answers {(int)response.StatusCode}, not the upstream's answer: {body}");
            using var refused = await stranger.GetAsync(url, cancellationToken);
            if (refused.IsSuccessStatusCode == rung.Verifies)
                throw new InvalidOperationException($"{rung.Name} answers {(int)refused.StatusCode} to who has no token.");
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var round = 1; round <= plan.Rounds; round++)
        {
            foreach (var rung in _present)
            {
                var measured = await MeasureAsync(rung, cancellationToken);
                if (!Measurements.TryGetValue(rung.Name, out var list))
                    Measurements.Add(rung.Name, list = []);
                list.Add(measured);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{round}/{plan.Rounds} {rung.Name}: {measured.Load.RequestsPerSecond:N0}/s; at {plan.Rate:N0}/s p50 {measured.Constant.P50:N0} us, p99 {measured.Constant.P99:N0} us"));
            }
        }
    }

    // A process of its own for every measurement: how the scheduler settles its threads on few cores is luck that lasts as long as the process.
    private async Task<Measurement> MeasureAsync(Rung rung, CancellationToken cancellationToken)
    {
        await using var server = await StartAsync(rung, cancellationToken);
        var url = (server?.Address ?? rung.Address) + Answer.Path;
        await Wrk.RunAsync(plan with { Seconds = plan.Warmup }, url, token, null, cancellationToken); // compiled, connections made
        var load = await Wrk.RunAsync(plan, url, token, CountAnswers, cancellationToken);
        var constant = await ConstantRateClient.RunAsync(plan, plan.Rate, url, token, Answer.Length, cancellationToken);
        Verify(rung, load, constant);
        return new Measurement(load, constant);
    }

    // The constant rate looks at the status and length of each answer, wrk at errors only: so the size tells. wrk stops amid answers, hence the tolerance.
    private static void Verify(Rung rung, Load load, ConstantLoad constant)
    {
        var counted = AnswersPattern().Match(load.Output);
        var bytes = Number(counted.Groups[2]) / Number(counted.Groups[1]);
        if (Math.Abs((bytes / constant.AnswerBytes) - 1) > 0.02)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{rung.Name}: answers under load had {bytes:N1} bytes, not {constant.AnswerBytes:N1}."));
    }

    private static async Task<Server?> StartAsync(Rung rung, CancellationToken cancellationToken)
    {
        try
        {
            return rung.Start is null ? null : await rung.Start(Server.FreePort(), cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{rung.Name} does not start: {exception.Message}", exception);
        }
    }

    private static double Number(Group digits) => double.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Answers: (\d+) requests, (\d+) bytes")]
    private static partial Regex AnswersPattern();
}
