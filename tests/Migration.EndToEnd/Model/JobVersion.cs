namespace JobsGateway.Migration.EndToEnd.Model;

/// <summary>A job as it was for a while.</summary>
/// <param name="Json">As a copy of it shows it.</param>
/// <param name="IsUnscheduled">Whether it has no next run: Studio shows the time of the request then.</param>
/// <param name="Since">It was not so before this moment.</param>
/// <param name="By">It was so from this moment on at the latest.</param>
/// <param name="IsLocalOnly">Whether only the local store has it so.</param>
internal sealed record JobVersion(string Json, bool IsUnscheduled, long Since, long By, bool IsLocalOnly);
