using System.CommandLine;
using JobsGateway.JobGenerator;

var agenda = new Option<int>("--agenda") { Description = "How many agenda jobs.", DefaultValueFactory = _ => 10_000 };
var queue = new Option<int>("--queue") { Description = "How many queue jobs.", DefaultValueFactory = _ => 10_000 };
var folder = new Option<string>("--out") { Description = "The folder the files go to: agendaJobs.* and queuejobs.*, named as the MongoDB tools name them.", DefaultValueFactory = _ => "." };
var form = new Option<ExportForm>("--form") { Description = "Canonical or Relaxed Extended JSON, a document a line; or Bson, as mongodump writes it.", DefaultValueFactory = _ => ExportForm.Canonical };
var gzip = new Option<bool>("--gzip") { Description = "Compress the files." };
var seed = new Option<int>("--seed") { Description = "The same seed gives the same files.", DefaultValueFactory = _ => 1 };

var command = new RootCommand("Writes made-up jobs of about 1 KB, shaped like a Studio server's, as an export of its database.") { agenda, queue, folder, form, gzip, seed };
command.SetAction(arguments =>
{
    var export = new Export(arguments.GetRequiredValue(folder), arguments.GetValue(form), arguments.GetValue(gzip));
    export.Write("agendaJobs", arguments.GetValue(agenda), new AgendaJobs(arguments.GetValue(seed)));
    export.Write("queuejobs", arguments.GetValue(queue), new QueueJobs(arguments.GetValue(seed)));
});
return command.Parse(args).Invoke();
