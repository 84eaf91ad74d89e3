using System.Text.Json.Nodes;
using JobsGateway.WebConsole.Tests.Support;
using Microsoft.Playwright;

namespace JobsGateway.WebConsole.Tests;

[Collection(BrowserTests.Name)]
public sealed class RetryTests(Browsers browsers)
{
    [SkippableFact]
    public async Task One_job_is_retried_after_its_dry_run_was_shown()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, $"job?id={ConsoleGateway.FailedJob}");
        var dialog = await OpenAsync(visit, "Retry");

        await Assertions.Expect(dialog).ToContainTextAsync("Dry run");
        await Assertions.Expect(dialog).ToContainTextAsync("1 job would be retried.");
        await Assertions.Expect(dialog).ToContainTextAsync(ConsoleGateway.FailedJob);
        Assert.Null(await RetryJobAsync(gateway, ConsoleGateway.FailedJob));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Retry 1 job" }).ClickAsync();
        await Assertions.Expect(dialog).ToContainTextAsync("1 job retried.");

        var retry = await RetryJobAsync(gateway, ConsoleGateway.FailedJob);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Link, new() { Name = retry })).ToHaveAttributeAsync("href", $"job?id={retry}");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Time line" }).GetByRole(AriaRole.Link)).ToHaveTextAsync(retry!);
    }

    [SkippableFact]
    public async Task A_job_that_can_not_be_retried_is_left_out_with_the_reason_and_there_is_nothing_to_confirm()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, $"job?id={ConsoleGateway.FinishedJob}");

        var dialog = await OpenAsync(visit, "Retry");

        await Assertions.Expect(dialog).ToContainTextAsync("No job would be retried.");
        await Assertions.Expect(dialog).ToContainTextAsync("with status succeeded");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^Retry") })).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task A_query_retries_just_the_jobs_its_dry_run_has_shown()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, "retry");
        await visit.Page.GetByLabel("Name").FillAsync("mint");
        var dialog = await OpenAsync(visit, "Show the dry run");
        await Assertions.Expect(dialog).ToContainTextAsync("2 jobs would be retried.");

        // One of them is retried by somebody else meanwhile.
        (await gateway.Http.PostAsync("/api/v2/jobs/retry/65e1f3a0b0b0b0b0b0b00004", null)).EnsureSuccessStatusCode();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Retry 2 jobs" }).ClickAsync();

        await Assertions.Expect(dialog).ToContainTextAsync("1 job retried.");
        await Assertions.Expect(dialog).ToContainTextAsync("Left out after all");
        await Assertions.Expect(dialog).ToContainTextAsync("already retried");
        Assert.NotNull(await RetryJobAsync(gateway, "65e1f3a0b0b0b0b0b0b00005"));
        Assert.Null(await RetryJobAsync(gateway, ConsoleGateway.FailedJob));
    }

    [SkippableTheory]
    [InlineData("Failed at or after", "yesterday", "ISO 8601 date")]
    [InlineData("Ids", "nonsense", "24 hex characters")]
    [InlineData(null, null, "Which jobs?")]
    public async Task What_is_wrong_with_a_query_is_told_in_the_words_of_the_gateway(string? field, string? value, string text)
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, "retry");
        if (field is not null)
            await visit.Page.GetByLabel(field, new() { Exact = true }).FillAsync(value!);

        var dialog = await OpenAsync(visit, "Show the dry run");

        await Assertions.Expect(dialog).ToContainTextAsync(text);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { NameRegex = new("^Retry") })).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task Where_a_server_without_a_dry_run_answers_the_document_is_shown_and_that_is_said()
    {
        await using var studio = await ShadowedStudio.StartAsync(new() { ["Routes:RetryById:Store"] = "studio" });
        await using var visit = await Visit.SignedInAsync(browsers, studio.Gateway, $"job?id={ConsoleGateway.FailedJob}");

        var dialog = await OpenAsync(visit, "Retry");
        await Assertions.Expect(dialog).ToContainTextAsync("which has no dry run");
        await Assertions.Expect(dialog).ToContainTextAsync("1 job would be retried.");
        Assert.Equal(0, studio.Retries);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Retry 1 job" }).ClickAsync();

        await Assertions.Expect(dialog.GetByRole(AriaRole.Link, new() { Name = "75e1f3a0b0b0b0b0b0b00001" })).ToBeVisibleAsync();
        Assert.Equal(1, studio.Retries);
    }

    private static async Task<ILocator> OpenAsync(Visit visit, string button)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        return visit.Page.GetByRole(AriaRole.Dialog);
    }

    private static async Task<string?> RetryJobAsync(ConsoleGateway gateway, string id) =>
        (string?)JsonNode.Parse(await gateway.Http.GetStringAsync($"/api/v2/jobs/{id}"))!["data"]!["retryJob"];
}
