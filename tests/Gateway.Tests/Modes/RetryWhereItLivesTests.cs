using JobsGateway.Gateway.Tests.Modes.Support;

namespace JobsGateway.Gateway.Tests.Modes;

/// <summary>While both sides live, a retry runs where the job lives, and once.</summary>
public sealed class RetryWhereItLivesTests
{
    private static readonly Job One = Job.Number(1);

    /// <summary>Where the job is, who is asked first, how, and where it is retried.</summary>
    public static TheoryData<string, string, RetryForm, string> Table
    {
        get
        {
            var rows = new TheoryData<string, string, RetryForm, string>();
            foreach (var form in Enum.GetValues<RetryForm>())
            {
                foreach (var owner in new[] { "local", "studio" })
                {
                    rows.Add("local", owner, form, "local");
                    rows.Add("studio", owner, form, "studio");
                    rows.Add("local studio", owner, form, owner);
                    rows.Add("", owner, form, "");
                }
            }

            return rows;
        }
    }

    public static TheoryData<RetryForm> Forms => [.. Enum.GetValues<RetryForm>()];

    /// <summary>What a server may say to a look-up that is neither the job nor that it has none.</summary>
    public static TheoryData<string, RetryForm> Unsure
    {
        get
        {
            var rows = new TheoryData<string, RetryForm>();
            foreach (var answer in Answers.Keys)
            {
                foreach (var form in Enum.GetValues<RetryForm>())
                    rows.Add(answer, form);
            }

            return rows;
        }
    }

    private static Dictionary<string, Reply> Answers { get; } = new()
    {
        ["unavailable"] = Reply.Json(503, Studio.NotFoundBody),
        ["bad gateway"] = Reply.Json(502, "{}"),
        ["time-out"] = Reply.Json(504, "{}"),
        ["fault"] = Reply.Json(500, """{"errors":{"message":"boom","error":{}}}"""),
        ["unauthorized"] = Reply.Json(401, """{"errors":{"message":"jwt expired","error":{}}}"""),
        ["proxy's 404"] = Reply.Send(Answer.Bytes(404, "text/html", "<h1>Not Found</h1>"u8.ToArray())),
        ["proxy's page"] = Reply.Send(Answer.Bytes(200, "text/html", "<h1>Sign in</h1>"u8.ToArray())),
        ["another job"] = Reply.Json(200, $$$"""{"data":{{{Job.Number(2).Shown}}}}"""),
        ["no job"] = Reply.Json(200, """{"data":null}"""),
        ["no object"] = Reply.Json(200, "[]"),
        ["nothing"] = Reply.Send(Answer.Of(200).WithLength(0)),
        ["redirect"] = Reply.Send(Answer.Of(302).With("Location", "/login").WithLength(0)),
        ["reset"] = Reply.Nothing.Reset(),
        ["half"] = Reply.SendUpTo(Answer.Json(404, Studio.NotFoundBody), Stage.HalfBody).Close(),
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_retry_runs_once_where_the_job_lives_and_on_the_owners_side_where_both_have_it(string places, string owner, RetryForm form, string side)
    {
        await using var sides = await TwoSides.StartAsync([owner, owner == "local" ? "studio" : "local"]);
        foreach (var place in places.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            await sides.PutAsync(place, One);
        var answer = await sides.RetryAsync(form, One);
        if (side.Length > 0)
            Assert.Equal(side, (string)form.NewJob(answer)["data"]!["transactionBody"]!["from"]!);
        else if (form.IsOne())
            Assert.Equal((404, Studio.NotFoundBody), (answer.Status, answer.Text));
        else
            Assert.Equal((200, """{"data":[],"size":0}"""), (answer.Status, answer.Text));
        Assert.Equal((side == "local" ? 1 : 0, side == "studio" ? 1 : 0, side == "studio" ? 1 : 0), await DoneAsync(sides));
    }

    [Theory]
    [MemberData(nameof(Unsure))]
    public async Task Where_a_server_is_not_sure_nothing_is_retried_anywhere(string answer, RetryForm form)
    {
        await using var sides = await TwoSides.StartAsync(["studio", "local"]);
        await sides.PutAsync("local", One);
        sides.Studio.Instead(request => request.Method == "GET", Answers[answer]);
        var response = await sides.RetryAsync(form, One);
        Assert.Equal((0, 0, 0), await DoneAsync(sides));
        if (answer == "unauthorized" && form.IsOne())
        {
            Assert.Equal(401, response.Status); // That the client may not ask is its own affair, in the server's words.
            Assert.Contains("jwt expired", response.Text, StringComparison.Ordinal);
            return;
        }

        Assert.Equal((503, """{"error":"The job store is not available. Try again in a moment."}"""), (response.Status, response.Text));
        Assert.NotNull(response.Header("Retry-After"));
    }

    [Theory]
    [InlineData(RetryForm.GetOne)]
    [InlineData(RetryForm.PostOne)]
    public async Task What_a_server_says_to_a_retry_that_fails_is_the_answer_and_it_is_tried_nowhere_else(RetryForm form)
    {
        foreach (var (reply, status) in new[]
        {
            (Reply.Nothing.Reset(), 502), (Reply.Json(500, """{"errors":{"message":"boom","error":{}}}"""), 500), (Reply.Json(502, "{}"), 502),
            (Reply.Json(503, "{}"), 503), (Reply.Json(504, "{}"), 504), (Reply.Json(404, Studio.NotFoundBody), 404), (Reply.Json(409, """{"errors":{"message":"no","error":{}}}"""), 409),
        })
        {
            await using var sides = await BothAsync();
            sides.Studio.Instead(request => request.Method == "POST", reply);
            Assert.Equal(status, (await sides.RetryAsync(form, One)).Status);
            Assert.Equal((0, 1, 0), await DoneAsync(sides));
        }
    }

    [Fact]
    public async Task Of_several_one_that_fails_is_skipped_with_the_reason_and_tried_nowhere_else()
    {
        foreach (var (reply, reason) in new[]
        {
            (Reply.Nothing.Reset(), "studio did not answer. The retry may have been carried out: look at the job before you retry it again."),
            (Reply.Json(200, "garbage"), "studio did not answer. The retry may have been carried out: look at the job before you retry it again."),
            (Reply.Json(504, "{}"), "studio did not answer. The retry may have been carried out: look at the job before you retry it again."),
            (Reply.Json(500, """{"errors":{"message":"boom","error":{}}}"""), "boom"),
            (Reply.Json(403, """{"error":"The user is not admin"}"""), "The user is not admin"),
            (Reply.Json(404, "<h1>Not Found</h1>"), "studio refused it (404)."),
        })
        {
            await using var sides = await BothAsync();
            sides.Studio.Instead(request => request.Method == "POST", reply);
            Assert.Equal(reason, RetryForm.GetSeveral.Reason(await sides.RetryAsync(RetryForm.GetSeveral, One)));
            Assert.Equal((0, 1, 0), await DoneAsync(sides));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_retry_that_times_out_is_tried_nowhere_else(RetryForm form)
    {
        await using var sides = await BothAsync(("Stores:studio:Resilience:TotalTimeout", "00:00:00.700"), ("Stores:studio:Resilience:AttemptTimeout", "00:00:00.600"), ("Stores:studio:Transport:ConnectTimeout", "00:00:00.500"));
        sides.Studio.Instead(request => request.Method == "POST", Reply.Never);
        var answer = await sides.RetryAsync(form, One);
        Assert.Equal(form.IsOne() ? 504 : 200, answer.Status);
        Assert.Contains("may have been carried out", form.Reason(answer), StringComparison.Ordinal);
        Assert.Equal((0, 1, 0), await DoneAsync(sides));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task What_the_owner_refuses_is_the_answer(RetryForm form)
    {
        foreach (var (owner, status) in new[] { ("local", 409), ("studio", 500) })
        {
            await using var sides = await TwoSides.StartAsync([owner, owner == "local" ? "studio" : "local"]);
            var started = One with { Status = "started" };
            await sides.PutAsync("local", owner == "local" ? started : One);
            await sides.PutAsync("studio", owner == "studio" ? started : One);
            var answer = await sides.RetryAsync(form, One);
            Assert.Equal(form.IsOne() ? status : 200, answer.Status);
            Assert.Equal($"Cannot retry job {One.Id} with status started", form.Reason(answer));
            Assert.Equal((0, owner == "studio" ? 1 : 0, 0), await DoneAsync(sides));
        }
    }

    [Theory]
    [InlineData("local", 409, RetryForm.GetOne)]
    [InlineData("local", 409, RetryForm.PostOne)]
    [InlineData("local", 200, RetryForm.GetSeveral)]
    [InlineData("studio", 500, RetryForm.GetOne)]
    [InlineData("studio", 500, RetryForm.PostOne)]
    [InlineData("studio", 200, RetryForm.PostSeveral)]
    public async Task Of_fifty_retries_at_once_one_makes_a_job(string owner, int refused, RetryForm form)
    {
        await using var sides = await TwoSides.StartAsync([owner, owner == "local" ? "studio" : "local"]);
        await sides.PutAsync("local", One);
        await sides.PutAsync("studio", One);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => sides.RetryAsync(form, One)));
        Assert.Single(answers, answer => answer.Status == 200 && !answer.Text.Contains("already retried", StringComparison.Ordinal));
        Assert.Equal(49, answers.Count(answer => answer.Status == refused && answer.Text.Contains("already retried", StringComparison.Ordinal)));
        Assert.Equal(owner == "local" ? (1, 0, 0) : (0, 50, 1), await DoneAsync(sides));
    }

    [Fact]
    public async Task A_look_up_is_in_the_clients_name_and_asks_nothing_but_the_job()
    {
        await using var sides = await TwoSides.StartAsync(["studio", "local"]);
        await sides.PutAsync("studio", One);
        var body = await sides.SendAsync("GET", $"/api/v2/jobs/retry/{One.Id}", ("If-None-Match", "*"), ("Range", "bytes=0-1"), ("X-Api-Key", "k"), ("Accept-Encoding", "gzip"));
        Assert.Equal(200, body.Status);
        var lookUp = sides.Server.Received[0];
        Assert.Equal(("GET", $"/api/v2/jobs/{One.Id}", Contract.Tokens.Admin.Value, "k"), (lookUp.Method, lookUp.Target, lookUp.Header("Authorization"), lookUp.Header("X-Api-Key")));
        Assert.All(new[] { "If-None-Match", "Range", "Accept-Encoding", "Content-Length" }, name => Assert.Null(lookUp.Header(name)));
        Assert.Equal(("POST", $"/api/v2/jobs/retry/{One.Id}"), (sides.Server.Received[1].Method, sides.Server.Received[1].Target));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Whoever_is_no_admin_changes_nothing_and_nobody_is_asked(RetryForm form)
    {
        await using var sides = await TwoSides.StartAsync(["studio", "local"]);
        await sides.PutAsync("local", One);
        var target = form.IsOne() ? $"/api/v2/jobs/retry/{One.Id}" : $"/api/v2/jobs/retry?ids={One.Id}";
        Assert.Equal(403, (await sides.GetAsync(target, Contract.Tokens.User)).Status);
        Assert.Equal((0, 0, 0), await DoneAsync(sides));
        Assert.Empty(sides.Server.Received);
    }

    [Theory]
    [InlineData("studio", "local")]
    [InlineData("local", "studio")]
    public async Task What_is_no_id_is_refused_before_anybody_is_asked(string first, string next)
    {
        await using var sides = await TwoSides.StartAsync([first, next]);
        Assert.Equal(400, (await sides.GetAsync("/api/v2/jobs/retry/nonsense")).Status);
        Assert.Equal(400, (await sides.PostAsync("/api/v2/jobs/retry/nonsense")).Status);
        Assert.Equal(400, (await sides.GetAsync("/api/v2/jobs/retry?ids=nonsense")).Status);
        Assert.Equal(400, (await sides.PostAsync("/api/v2/jobs/retry", "[\"nonsense\"]")).Status);
        Assert.Empty(sides.Server.Received);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_job_longer_than_the_buffer_is_retried_where_it_lives(RetryForm form)
    {
        await using var sides = await TwoSides.StartAsync(["studio", "local"], ("Stores:studio:AnswerBuffer", "1024"));
        await sides.PutAsync("studio", One with { Length = 5000 });
        var answer = await sides.RetryAsync(form, One);
        if (form.IsOne())
            Assert.Equal("studio", (string)form.NewJob(answer)["data"]!["transactionBody"]!["from"]!);
        else
            Assert.Equal("studio has retried it; the new job is too long to be told here.", form.Reason(answer));
        Assert.Equal((0, 1, 1), await DoneAsync(sides));
    }

    [Theory]
    [InlineData(RetryForm.GetOne, "Post", "POST")]
    [InlineData(RetryForm.GetSeveral, "Post", "POST")]
    [InlineData(RetryForm.PostSeveral, "Post", "POST")]
    [InlineData(RetryForm.GetOne, "AsReceived", "GET")]
    [InlineData(RetryForm.GetSeveral, "AsReceived", "GET")]
    [InlineData(RetryForm.PostOne, "AsReceived", "POST")]
    [InlineData(RetryForm.PostSeveral, "AsReceived", "POST")]
    public async Task The_verb_is_the_one_the_server_knows(RetryForm form, string verb, string sent)
    {
        await using var sides = await TwoSides.StartAsync(["local", "studio"], ("Stores:studio:RetryVerb", verb));
        await sides.PutAsync("studio", One);
        Assert.Equal(200, (await sides.RetryAsync(form, One)).Status);
        Assert.Equal(1, sides.Studio.Retried);
        Assert.Equal((sent, $"/api/v2/jobs/retry/{One.Id}"), (Assert.Single(sides.Studio.Retries).Method, sides.Studio.Retries[0].Target));
    }

    [Theory]
    [InlineData("/{0}?apiKey=a%20b&x=1")]
    [InlineData("?ids={0}&apiKey=a%20b&limit=5&x=1")]
    public async Task What_the_query_has_beside_goes_with_the_look_up_and_with_the_retry(string form)
    {
        await using var sides = await TwoSides.StartAsync(["local", "studio"]);
        await sides.PutAsync("studio", One);
        sides.Server.On(request => Reply.Send(sides.Studio.Answered(request with { Target = request.Path })));
        Assert.Equal(200, (await sides.GetAsync("/api/v2/jobs/retry" + form.Replace("{0}", One.Id, StringComparison.Ordinal))).Status);
        Assert.Equal(
            [$"GET /api/v2/jobs/{One.Id}?apiKey=a%20b&x=1", $"POST /api/v2/jobs/retry/{One.Id}?apiKey=a%20b&x=1"],
            sides.Server.Received.Select(request => request.ToString()));
    }

    [Fact]
    public async Task A_client_that_leaves_during_the_look_up_has_nothing_retried()
    {
        await using var sides = await TwoSides.StartAsync(["studio", "local"]);
        await sides.PutAsync("local", One);
        sides.Studio.Instead(request => request.Header("X-Leaves") is not null, Reply.Never);
        foreach (var form in new[] { $"/api/v2/jobs/retry/{One.Id}", $"/api/v2/jobs/retry?ids={One.Id}" })
        {
            var before = sides.Server.ClosedByClient.Count;
            await using (var client = await RawConnection.OpenAsync(sides.Gateway.Address))
            {
                await client.SendAsync(RawHttp.Bytes("GET", form, [("Host", "x"), ("X-Leaves", "1"), Contract.Tokens.Admin], []));
                await sides.Server.Requests.ReachesAsync(before + 1);
            }

            await sides.Server.ClosedByClient.ReachesAsync(before + 1);
        }

        Assert.Equal(200, (await sides.RetryAsync(RetryForm.GetOne, One)).Status); // 409 had it been.
        Assert.Equal((1, 0, 0), await DoneAsync(sides));
    }

    private static async Task<TwoSides> BothAsync(params (string, string?)[] settings)
    {
        var sides = await TwoSides.StartAsync(["studio", "local"], settings);
        await sides.PutAsync("local", One);
        await sides.PutAsync("studio", One);
        return sides;
    }

    /// <returns>The new local jobs, the retries that reached the server, and those it carried out.</returns>
    private static async Task<(int Local, int Sent, int Studio)> DoneAsync(TwoSides sides) =>
        ((await sides.NewJobsAsync()).Count, sides.Studio.Retries.Count, sides.Studio.Retried);
}
