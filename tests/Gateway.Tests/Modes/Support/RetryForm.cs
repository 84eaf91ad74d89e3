using System.Text.Json.Nodes;

namespace JobsGateway.Gateway.Tests.Modes.Support;

/// <summary>The four ways to ask for a retry.</summary>
public enum RetryForm
{
    /// <summary>As published, one job.</summary>
    GetOne,

    /// <summary>As deployed, one job.</summary>
    PostOne,

    /// <summary>As published, several.</summary>
    GetSeveral,

    /// <summary>As deployed, several.</summary>
    PostSeveral,
}

internal static class RetryForms
{
    public static bool IsOne(this RetryForm form) => form is RetryForm.GetOne or RetryForm.PostOne;

    public static Task<RawResponse> RetryAsync(this TwoSides sides, RetryForm form, params Job[] jobs) => form switch
    {
        RetryForm.GetOne => sides.GetAsync($"/api/v2/jobs/retry/{jobs.Single().Id}"),
        RetryForm.PostOne => sides.PostAsync($"/api/v2/jobs/retry/{jobs.Single().Id}"),
        RetryForm.GetSeveral => sides.GetAsync($"/api/v2/jobs/retry?ids={string.Join(',', jobs.Select(job => job.Id))}"),
        _ => sides.PostAsync("/api/v2/jobs/retry", $"[{string.Join(',', jobs.Select(job => $"\"{job.Id}\""))}]"),
    };

    /// <summary>The new job of an answer to the retry of one.</summary>
    public static JsonNode NewJob(this RetryForm form, RawResponse answer)
    {
        Assert.Equal(200, answer.Status);
        var json = JsonNode.Parse(answer.Text)!.AsObject();
        if (form.IsOne())
            return Assert.Single(json, property => property.Key == (form == RetryForm.GetOne ? "data" : "job")).Value!;
        Assert.Equal(1, (int)json["size"]!);
        Assert.Equal(["data", "size"], json.Select(property => property.Key));
        return Assert.Single(json["data"]!.AsArray())!;
    }

    /// <summary>Why the retry of one was not carried out.</summary>
    public static string Reason(this RetryForm form, RawResponse answer)
    {
        var json = JsonNode.Parse(answer.Text)!;
        if (form.IsOne())
            return (string?)json["errors"]?["message"] ?? (string)json["error"]!;
        Assert.Equal((200, 0), (answer.Status, (int)json["size"]!));
        return (string)Assert.Single(json["skipped"]!.AsArray())!["reason"]!;
    }
}
