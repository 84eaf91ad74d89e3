using System.CommandLine;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Commands.Verify;

/// <summary>What a store is compared with: Studio's database, files or another store.</summary>
internal static class VerifyInputs
{
    public static readonly Option<string?> From = new("--from")
    {
        Description = "Compare with Studio's database: mongodb://user:password@host:27017/database or mongodb+srv://..., in quotes. User and password are shown nowhere.",
        HelpName = "address",
    };

    public static readonly Option<string> AgendaCollection = new("--agenda-collection")
    {
        Description = "With --from: the collection of agenda jobs.",
        DefaultValueFactory = _ => "agendaJobs",
        HelpName = "name",
    };

    public static readonly Option<string> QueueCollection = new("--queue-collection")
    {
        Description = "With --from: the collection of queue jobs.",
        DefaultValueFactory = _ => "queuejobs",
        HelpName = "name",
    };

    public static readonly Option<FileInfo[]> AgendaJobs = new("--agenda-jobs")
    {
        Description = "Compare with an exported collection agendaJobs: mongoexport (JSON) or mongodump (.bson), gzipped or not. May be given several times.",
        HelpName = "file",
    };

    public static readonly Option<FileInfo[]> QueueJobs = new("--queue-jobs")
    {
        Description = "Compare with an exported collection queuejobs, likewise. A kind of job no file is given of is not compared.",
        HelpName = "file",
    };

    public static readonly Option<string?> Against = new("--against")
    {
        Description = "Compare with another store, by its name under Stores.",
        HelpName = "name",
    };

    /// <summary>Adds the options, of which one way has to be chosen.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(From);
        command.Options.Add(AgendaCollection);
        command.Options.Add(QueueCollection);
        command.Options.Add(AgendaJobs);
        command.Options.Add(QueueJobs);
        command.Options.Add(Against);
        command.Validators.Add(result =>
        {
            bool[] ways =
            [
                result.GetResult(From) is not null,
                result.GetResult(AgendaJobs) is not null || result.GetResult(QueueJobs) is not null,
                result.GetResult(Against) is not null,
            ];
            if (ways.Count(way => way) != 1)
                result.AddError("Nothing to compare with, or too much: give --from, or --agenda-jobs and --queue-jobs, or --against.");
        });
    }

    /// <summary>The kinds of job that are compared.</summary>
    public static IReadOnlyList<JobKind> Kinds(ParseResult result) => (result.GetResult(AgendaJobs), result.GetResult(QueueJobs)) switch
    {
        (not null, null) => [JobKind.Agenda],
        (null, not null) => [JobKind.Queue],
        _ => [JobKind.Agenda, JobKind.Queue],
    };
}
