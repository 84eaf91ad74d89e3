using JobsGateway.Deployment.Tests.Processes;
using JobsGateway.Deployment.Tests.Traffic;

namespace JobsGateway.Deployment.Tests;

/// <summary>A gateway that is asked to end loses nothing.</summary>
public sealed class TerminationTests : IAsyncLifetime
{
    private const int Jobs = 2000;
    private const int Rounds = 4;

    private readonly Place _place = new();

    public async Task InitializeAsync() => await _place.ImportAsync(Jobs);

    public async Task DisposeAsync() => await _place.DisposeAsync();

    [Fact]
    public async Task No_accepted_request_is_lost_while_two_gateways_are_replaced_in_turn_under_load()
    {
        var token = await _place.TokenAsync();
        await using var balancer = new Balancer();
        var (old, other) = (await _place.StartAsync(), await _place.StartAsync());
        balancer.Add(old);
        balancer.Add(other);
        var clients = new Clients(balancer, token, Next);
        await using (clients)
        {
            for (var round = 0; round < Rounds; round++)
            {
                await clients.AnsweredByAsync(old, 100);
                await old.SignalAsync("TERM");
                Assert.True(await old.EndAsync() == 0, old.Output);
                Assert.True(balancer.HasSaidNo(old), "It did not say that it is not ready any more before it was gone.");
                var young = await _place.StartAsync();
                balancer.Add(young);
                (old, other) = (other, young);
            }

            await clients.AnsweredByAsync(other, 100);
        }

        Assert.Empty(clients.Lost);
        Assert.All(clients.Answers, answered => Assert.True(answered.Answer.Status is 200 or 409, $"{answered.Target}: {answered.Answer.Status} {answered.Answer.Body}"));
        var retried = clients.Answers.Where(answered => answered.Target.Contains("/retry/", StringComparison.Ordinal) && answered.Answer.Status == 200).ToArray();
        Assert.NotEmpty(retried);
        StoreFacts.AreConsistent(_place.Database, [.. retried.Select(answered => answered.Answer.Body)]);
    }

    // Mostly fetches; every tenth retries a job, each of them several times in the end.
    private static (string Method, string Target) Next(int number) => number % 10 == 0
        ? ("POST", $"/api/v2/jobs/retry/{Place.IdOf(number / 10 % Jobs)}")
        : ("GET", $"/api/v2/jobs/{Place.IdOf(number % Jobs)}");
}
