using System.CommandLine;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Commands.Verify;

/// <summary>What a store is compared with: files or another store.</summary>
internal static class VerifyInputs
{
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
        command.Options.Add(AgendaJobs);
        command.Options.Add(QueueJobs);
        command.Options.Add(Against);
        command.Validators.Add(result =>
        {
            bool[] ways = [result.GetResult(AgendaJobs) is not null || result.GetResult(QueueJobs) is not null, result.GetResult(Against) is not null];
            if (ways.Count(way => way) != 1)
                result.AddError("Nothing to compare with, or too much: give --agenda-jobs and --queue-jobs, or --against.");
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
