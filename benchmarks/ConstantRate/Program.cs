using System.CommandLine;
using System.Text.Json;
using JobsGateway.ConstantRate;

var url = new Argument<string>("url") { Description = "What is asked for." };
var token = new Option<string?>("--token") { Description = "The bearer token." };
var rate = new Option<int>("--rate") { Description = "Requests a second, over all connections.", DefaultValueFactory = _ => 1000 };
var connections = new Option<int>("--connections") { Description = "Connections kept open.", DefaultValueFactory = _ => 32 };
var warmup = new Option<int>("--warmup") { Description = "Seconds before anything is measured.", DefaultValueFactory = _ => 1 };
var seconds = new Option<int>("--seconds") { Description = "Seconds that are measured.", DefaultValueFactory = _ => 5 };
var length = new Option<int>("--length") { Description = "Content-Length every answer must have.", Required = true };

var command = new RootCommand(
    """
    Asks at a constant rate, whether answers come or not, and prints how long they took, as JSON, in microseconds.
    The clock of a request starts when it was due, so that a stall counts for all who would have come meanwhile. Linux only.
    """)
{
    url, token, rate, connections, warmup, seconds, length,
};
command.SetAction(result =>
{
    var schedule = new Schedule(result.GetValue(rate), result.GetValue(connections), result.GetValue(warmup), result.GetValue(seconds));
    var load = new LoadGenerator(new Uri(result.GetRequiredValue(url)), result.GetValue(token), result.GetValue(length), schedule).Run();
    Console.WriteLine(JsonSerializer.Serialize(load));
});
return command.Parse(args).Invoke();
