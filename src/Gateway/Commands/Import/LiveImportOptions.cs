using System.CommandLine;
using JobsGateway.Gateway.Configuration;
using JobsGateway.Import;
using JobsGateway.Migration.Live;
using JobsGateway.Migration.Live.Source;

namespace JobsGateway.Gateway.Commands;

/// <summary>The options of an import from a database in use.</summary>
internal static class LiveImportOptions
{
    /// <summary>The address of the database.</summary>
    public static readonly Option<string> From = new("--from")
    {
        Description = "Studio's database, read as it is in use: mongodb://user:password@host/database or mongodb+srv://... Quote it in a shell. Goes on from its checkpoint where it was stopped.",
        HelpName = "address",
    };

    private static readonly Option<string> AgendaCollection = new("--agenda-collection") { Description = "With --from: the collection of agenda jobs.", DefaultValueFactory = _ => "agendaJobs", HelpName = "name" };

    private static readonly Option<string> QueueCollection = new("--queue-collection") { Description = "With --from: the collection of queue jobs.", DefaultValueFactory = _ => "queuejobs", HelpName = "name" };

    private static readonly Option<FileInfo?> Checkpoint = new("--checkpoint")
    {
        Description = "With --from: the file that tells how far the import is; rejected documents go beside it. Default: data/import-<store>.checkpoint.json.",
        HelpName = "file",
    };

    private static readonly Option<bool> Restart = new("--restart") { Description = "With --from: forget the checkpoint and read everything again." };

    private static readonly Option<bool> Follow = new("--follow") { Description = "With --from: go on with what changes, by a change stream or else by polling, until it is stopped (Ctrl-C)." };

    private static readonly Option<TimeSpan> PollInterval = new("--poll-interval")
    {
        Description = "With --follow, where the server is no replica set: the pause between two polls.",
        DefaultValueFactory = _ => TimeSpan.FromSeconds(2),
        HelpName = "hh:mm:ss",
    };

    private static readonly Option<int?> Rate = new("--rate") { Description = "With --from: how many documents at most are read in a second.", HelpName = "documents" };

    public static void AddTo(Command command)
    {
        Option[] others = [AgendaCollection, QueueCollection, Checkpoint, Restart, Follow, PollInterval, Rate];
        command.Options.Add(From);
        foreach (var option in others)
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(From) is null)
            {
                foreach (var option in others.Where(option => result.GetResult(option) is { Implicit: false }))
                    result.AddError($"{option.Name} belongs to --from: give --from, or leave it out.");
            }

            if (result.GetResult(Rate) is not null && result.GetValue(Rate) is <= 0)
                result.AddError("--rate: a number above 0; leave it out for no limit.");
            if (result.GetResult(PollInterval) is { Implicit: false } && result.GetValue(PollInterval) <= TimeSpan.Zero)
                result.AddError("--poll-interval: a time above zero, such as 00:00:02.");
        });
    }

    /// <summary>The request; null where the import is from files.</summary>
    /// <exception cref="ConfigurationException">The address can't be used.</exception>
    public static LiveImportRequest? Read(ParseResult result, string store, string contentRoot)
    {
        if (result.GetValue(From) is not { } from)
            return null;
        var checkpoint = result.GetValue(Checkpoint)?.FullName ?? Path.Combine(contentRoot, "data", $"import-{store}.checkpoint.json");
        try
        {
            return new LiveImportRequest(SourceAddress.Parse(from), checkpoint)
            {
                AgendaCollection = result.GetValue(AgendaCollection)!,
                QueueCollection = result.GetValue(QueueCollection)!,
                Restart = result.GetValue(Restart),
                Follow = result.GetValue(Follow),
                PollInterval = result.GetValue(PollInterval),
                Rate = result.GetValue(Rate),
            };
        }
        catch (ImportException e)
        {
            throw new ConfigurationException([new ConfigurationError("--from", e.Message)]);
        }
    }
}
