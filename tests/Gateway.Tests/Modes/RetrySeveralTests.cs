using System.Text.Json.Nodes;
using JobsGateway.Gateway.Tests.Modes.Support;
using JobsGateway.Stores.Abstractions;
using Microsoft.Extensions.DependencyInjection;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>Retries of several jobs that live in several places.</summary>
public sealed class RetrySeveralTests
{
    private static readonly Job[] Jobs = [.. Enumerable.Range(0, 12).Select(Job.Number)];

    public static TheoryData<string, RetryForm> Ways
    {
        get
        {
            var ways = new TheoryData<string, RetryForm>();
            foreach (var owner in new[] { "local", "studio" })
            {
                ways.Add(owner, RetryForm.GetSeveral);
                ways.Add(owner, RetryForm.PostSeveral);
            }

            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Each_is_retried_where_it_lives_in_ascending_order_of_the_ids(string owner, RetryForm form)
    {
        await using var sides = await StartAsync(owner);
        await sides.PutAsync("local", Jobs[0], Jobs[3], Jobs[4] with { Status = "started" }, Jobs[7]);
        await sides.PutAsync("studio", Jobs[1], Jobs[3], Jobs[5] with { Status = "succeeded" }, Jobs[8]);
        Job[] asked = [Jobs[8], Jobs[5], Jobs[11], Jobs[0], Jobs[3], Jobs[1], Jobs[4], Jobs[7], Jobs[0], Jobs[2]];
        var answer = Json(await sides.RetryAsync(form, asked));
        Assert.Equal(5, (int)answer["size"]!);
        Assert.Equal($"local studio {owner} local studio", string.Join(' ', answer["data"]!.AsArray().Select(SideOf)));
        Assert.Equal(
            [(Jobs[4].Id, $"Cannot retry job {Jobs[4].Id} with status started"), (Jobs[5].Id, $"Cannot retry job {Jobs[5].Id} with status succeeded")],
            answer["skipped"]!.AsArray().Select(skipped => ((string)skipped!["id"]!, (string)skipped["reason"]!)));
        Assert.Null(answer["remaining"]);
        Assert.Equal(owner == "local" ? 3 : 2, (await sides.NewJobsAsync()).Count);
        Assert.Equal(owner == "local" ? 2 : 3, sides.Studio.Retried);
        Assert.Equal(sides.Studio.Retried + 1, sides.Studio.Retries.Count);
        Assert.All(sides.Studio.Retries, retry => Assert.Equal(("POST", ""), (retry.Method, retry.Text)));
        Assert.Equal(sides.Studio.Retries.Select(retry => retry.Target).Order(StringComparer.Ordinal), sides.Studio.Retries.Select(retry => retry.Target));
    }

    [Fact]
    public async Task Asked_a_second_time_all_are_skipped_with_the_words_of_their_own_side()
    {
        await using var sides = await StartAsync("local");
        await sides.PutAsync("local", Jobs[0]);
        await sides.PutAsync("studio", Jobs[1]);
        var first = (Json(await sides.RetryAsync(RetryForm.GetSeveral, Jobs[0], Jobs[1])))["data"]!.AsArray().Select(job => (string)job!["_id"]!).ToList();
        var second = Json(await sides.RetryAsync(RetryForm.PostSeveral, Jobs[0], Jobs[1]));
        Assert.Equal(0, (int)second["size"]!);
        Assert.Equal(
            [$"job {Jobs[0].Id} already retried with id {first[0]}", $"job {Jobs[1].Id} already retried with id {first[1]}"],
            second["skipped"]!.AsArray().Select(skipped => (string)skipped!["reason"]!));
    }

    [Fact]
    public async Task A_limit_counts_new_jobs_over_both_sides_and_what_is_left_is_told_and_not_touched()
    {
        await using var sides = await StartAsync("local");
        await sides.PutAsync("local", Jobs[0], Jobs[2] with { Status = "started" }, Jobs[4]);
        await sides.PutAsync("studio", Jobs[1], Jobs[3], Jobs[5]);
        var answer = Json(await sides.GetAsync($"/api/v2/jobs/retry?limit=3&ids={string.Join(',', Jobs[..6].Select(job => job.Id))}"));
        Assert.Equal((3, 2), ((int)answer["size"]!, (int)answer["remaining"]!));
        Assert.Equal("local studio studio", string.Join(' ', answer["data"]!.AsArray().Select(SideOf)));
        Assert.Equal(Jobs[2].Id, (string)Assert.Single(answer["skipped"]!.AsArray())!["id"]!);
        Assert.Equal((1, 2), ((await sides.NewJobsAsync()).Count, sides.Studio.Retried));
        Assert.DoesNotContain(sides.Server.Received, request => request.Target.Contains(Jobs[5].Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task As_deployed_agenda_jobs_of_the_local_store_are_left_alone_and_as_published_they_are_not()
    {
        await using var sides = await StartAsync("local");
        await sides.PutAsync("local", Jobs[0] with { CorrelationId = "c" }, Jobs[1]);
        var posted = Json(await sides.RetryAsync(RetryForm.PostSeveral, Jobs[0], Jobs[1]));
        Assert.Equal((1, null), ((int)posted["size"]!, posted["skipped"]));
        var published = Json(await sides.RetryAsync(RetryForm.GetSeveral, Jobs[0]));
        Assert.Equal(Jobs[0].Id, (string)Assert.Single(published["skipped"]!.AsArray())!["id"]!); // It has not failed.
    }

    [Theory]
    [InlineData("GET", "?name=mint", "")]
    [InlineData("GET", "?ids={0}&status=failed", "")]
    [InlineData("GET", "?ids={0}&dryRun=true", "")]
    [InlineData("GET", "?ids={0}&failedAfter=2024-01-01", "")]
    [InlineData("POST", "", """{"name":"mint"}""")]
    [InlineData("POST", "", """{"ids":["{0}"],"correlationId":"c"}""")]
    [InlineData("POST", "", """{"ids":["{0}"],"dryRun":true}""")]
    public async Task Criteria_other_than_ids_are_refused_with_the_cure_and_nothing_is_changed(string method, string query, string body)
    {
        await using var sides = await StartAsync("local");
        await sides.PutAsync("local", Jobs[0]);
        await sides.PutAsync("studio", Jobs[0]);
        var target = "/api/v2/jobs/retry" + query.Replace("{0}", Jobs[0].Id, StringComparison.Ordinal);
        var answer = method == "GET" ? await sides.GetAsync(target) : await sides.PostAsync(target, body.Replace("{0}", Jobs[0].Id, StringComparison.Ordinal));
        Assert.Equal(
            (400, """{"errors":{"message":"Several stores answer here, and each job is retried where it lives: give the ids, and nothing else but a limit","error":{}}}"""),
            (answer.Status, answer.Text));
        Assert.Empty(await sides.NewJobsAsync());
        Assert.Empty(sides.Server.Received);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Those_on_a_side_that_can_not_be_asked_are_skipped_and_the_others_are_retried(string owner, RetryForm form)
    {
        await using var sides = await StartAsync(owner);
        await sides.PutAsync("local", Jobs[0]);
        await sides.PutAsync("studio", Jobs[1], Jobs[2]);
        sides.Studio.Instead(request => request.Target == $"/api/v2/jobs/{Jobs[2].Id}", Reply.Json(503, "{}"));
        var answer = Json(await sides.RetryAsync(form, Jobs[..3]));
        Assert.Equal("local studio", string.Join(' ', answer["data"]!.AsArray().Select(SideOf)));
        var skipped = Assert.Single(answer["skipped"]!.AsArray())!;
        Assert.Equal((Jobs[2].Id, "studio: Whether the job is there could not be found out; nothing was retried."), ((string)skipped["id"]!, (string)skipped["reason"]!));
        Assert.Equal((1, 1), ((await sides.NewJobsAsync()).Count, sides.Studio.Retries.Count));
    }

    [Theory]
    [InlineData(RetryForm.GetOne)]
    [InlineData(RetryForm.PostOne)]
    [InlineData(RetryForm.GetSeveral)]
    [InlineData(RetryForm.PostSeveral)]
    public async Task Where_the_local_owner_is_unavailable_the_other_side_is_not_asked(RetryForm form)
    {
        await using var sides = await TwoSides.StartAsync(
            ["down", "studio"], builder => builder.Services.AddSingleton<IJobStoreFactory, DownFactory>(), ("Stores:down:Type", "Down"));
        await sides.PutAsync("studio", Jobs[0]);
        Assert.Equal(503, (await sides.RetryAsync(form, Jobs[0])).Status);
        Assert.Empty(sides.Server.Received);
    }

    [Fact]
    public async Task Fifty_requests_at_once_retry_each_job_once()
    {
        await using var sides = await StartAsync("local");
        await sides.PutAsync("local", Jobs[..6]);
        await sides.PutAsync("studio", Jobs[4..]);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async i => Json(await sides.RetryAsync(i % 2 == 0 ? RetryForm.GetSeveral : RetryForm.PostSeveral, Jobs))));
        Assert.Equal(12, answers.Sum(answer => (int)answer["size"]!));
        Assert.Equal((6, 6), ((await sides.NewJobsAsync()).Count, sides.Studio.Retried));
    }

    private static Task<TwoSides> StartAsync(string owner) => TwoSides.StartAsync([owner, owner == "local" ? "studio" : "local"]);

    private static JsonNode Json(RawResponse answer)
    {
        Assert.Equal((200, answer.Text), (answer.Status, answer.Text));
        return JsonNode.Parse(answer.Text)!;
    }

    private static string SideOf(JsonNode? job) => (string)job!["data"]!["transactionBody"]!["from"]!;
}
