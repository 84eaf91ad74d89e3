using System.CommandLine;
using JobsGateway.Import;

namespace JobsGateway.Gateway.Commands;

/// <summary>The options of an import from files.</summary>
internal static class ImportFileOptions
{
    private static readonly Option<FileInfo[]> AgendaJobs = new("--agenda-jobs")
    {
        Description = "The exported collection agendaJobs: mongoexport (JSON) or mongodump (.bson), gzipped or not. May be given several times.",
        HelpName = "file",
    };

    private static readonly Option<FileInfo[]> QueueJobs = new("--queue-jobs")
    {
        Description = "The exported collection queuejobs, likewise.",
        HelpName = "file",
    };

    public static void AddTo(Command command)
    {
        command.Options.Add(AgendaJobs);
        command.Options.Add(QueueJobs);
        command.Validators.Add(result =>
        {
            var hasFiles = result.GetResult(AgendaJobs) is not null || result.GetResult(QueueJobs) is not null;
            var hasAddress = result.GetResult(LiveImportOptions.From) is not null;
            if (hasFiles && hasAddress)
                result.AddError("Files or a database, not both: run --from by itself and --agenda-jobs, --queue-jobs by themselves.");
            else if (!hasFiles && !hasAddress)
                result.AddError("Nothing to import: give --agenda-jobs, --queue-jobs or both, or --from.");
        });
    }

    public static ImportRequest Read(ParseResult result) => new(Paths(result.GetValue(AgendaJobs)), Paths(result.GetValue(QueueJobs)));

    private static string[] Paths(FileInfo[]? files) => [.. (files ?? []).Select(file => file.FullName)];
}
