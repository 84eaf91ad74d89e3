namespace JobsGateway.Studio;

/// <summary>A job as it became.</summary>
/// <param name="Number">How many changes there were with it.</param>
/// <param name="Id">The job's id.</param>
/// <param name="Json">The job as a copy of it shows it to clients.</param>
/// <param name="IsUnscheduled">Whether it has no next run: Studio shows the time of the request then.</param>
public sealed record JobChange(int Number, string Id, string Json, bool IsUnscheduled);
