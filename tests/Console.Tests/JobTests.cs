using JobsGateway.WebConsole.Tests.Support;
using Microsoft.Playwright;

namespace JobsGateway.WebConsole.Tests;

[Collection(BrowserTests.Name)]
public sealed class JobTests(Browsers browsers)
{
    [SkippableFact]
    public async Task A_job_is_found_by_its_id_with_its_document_and_its_time_line()
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, "job");
        await LookUpAsync(visit, ConsoleGateway.FailedJob);

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Document" })).ToContainTextAsync("\"correlationId\": \"bonus-9\"");
        var line = visit.Page.GetByRole(AriaRole.Region, new() { Name = "Time line" });
        await Assertions.Expect(line).ToContainTextAsync("Created");
        await Assertions.Expect(line).ToContainTextAsync("Failed: Transaction failed");
        await Assertions.Expect(line).ToContainTextAsync("2024-03-01 10:00:05.400");
        await Assertions.Expect(visit.Page.GetByText("answered by local")).ToBeVisibleAsync();
    }

    [SkippableTheory]
    [InlineData("correlationId", "wallet-1001", "Agenda job")]
    [InlineData("externalId", "order-7", "65e1f3a0b0b0b0b0b0b00001")]
    public async Task A_job_is_found_by_what_others_call_it(string key, string value, string text)
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, "job");
        await visit.Page.GetByRole(AriaRole.Combobox).First.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Option, new() { Name = key == "externalId" ? "External id" : "Correlation id" }).ClickAsync();
        await LookUpAsync(visit, value);

        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync(text);
        Assert.Contains($"{key}={value}", visit.Page.Url, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("65e1f3a0b0b0b0b0b0bfffff", "Job not found")]
    [InlineData("nonsense", "24 hex characters")]
    [InlineData("../../health", "Job not found")]
    [InlineData("retry?ids=x", "24 hex characters")]
    public async Task What_is_not_found_is_told_in_the_words_of_the_gateway(string id, string text)
    {
        await using var gateway = await ConsoleGateway.StartAsync();
        await using var visit = await Visit.SignedInAsync(browsers, gateway, "job");
        await LookUpAsync(visit, id);

        await Assertions.Expect(visit.Page.GetByText(text)).ToBeVisibleAsync();
    }

    [SkippableFact]
    public async Task Markup_in_a_job_is_text()
    {
        await using var studio = await ShadowedStudio.StartAsync(new() { ["Routes:FetchById:Canary:Percent"] = "0" }, hasMarkup: true);
        await using var visit = await Visit.SignedInAsync(browsers, studio.Gateway, $"job?id={ConsoleGateway.FinishedJob}");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Document" })).ToContainTextAsync("<script>alert(1)</script>");
        Assert.Equal(0, await visit.Page.Locator("pre script").CountAsync());
        Assert.Empty(visit.Errors);
    }

    private static async Task LookUpAsync(Visit visit, string value)
    {
        await visit.Page.Locator("#value").FillAsync(value);
        await visit.Page.Locator("#value").PressAsync("Enter");
    }
}
