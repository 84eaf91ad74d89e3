using System.CommandLine;
using JobsGateway.Comparison;
using JobsGateway.Gateway.Stores;
using JobsGateway.Import;
using JobsGateway.Import.Progress;
using JobsGateway.Migration.Progress;
using JobsGateway.Migration.Verify;
using JobsGateway.Stores.Abstractions;

namespace JobsGateway.Gateway.Commands.Verify;

/// <summary><c>verify</c>: proves that a store has the same jobs as another side, or tells which differ.</summary>
internal static class VerifyCommand
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(5);

    private static readonly Option<string> Store = new("--store")
    {
        Description = "The store to check, by its name under Stores.",
        DefaultValueFactory = _ => "local",
        HelpName = "name",
    };

    private static readonly Option<string[]> Ignore = new("--ignore")
    {
        Description = "A path that may differ, as in updatedAt, data.*.nonce or **.timeStamp. May be given several times.",
        HelpName = "path",
    };

    private static readonly Option<FileInfo?> Report = new("--report")
    {
        Description = "Write every difference to this file, a line of JSON each: kind, id, what, paths; no values.",
        HelpName = "file",
    };

    private static readonly Option<bool?> Confirm = new("--confirm")
    {
        Description = "Look again at jobs that differ, and count only what lasts: for a source that is written to meanwhile. Default: true with --from, else false.",
        HelpName = "true|false",
    };

    public static Command Create()
    {
        var command = new Command(
            "verify",
            "Compare a store's jobs with Studio's database, exported files or another store: counts, missing, extra, different. Ends with 0 where they are the same, 2 where not, or 1.")
        {
            Store, Ignore, Report, Confirm,
        };
        VerifyInputs.AddTo(command);
        command.Validators.Add(result =>
        {
            foreach (var path in result.GetValue(Ignore) ?? [])
            {
                if (!PathPattern.TryParse(path, out _, out var problem))
                    result.AddError($"--ignore {path}: {problem}");
            }
        });
        command.SetAction(ExecuteAsync);
        return command.TakingSwitches();
    }

    private static async Task<int> ExecuteAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (ConfigurationSwitches.Of(result) is not { } switches)
            return VerifyReport.Failed;
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        try
        {
            await using var services = GatewayHost.CreateBuilder(switches).BuildStoreServices();
            var stores = services.GetRequiredService<StoreSet>();
            var name = result.GetValue(Store)!;
            var store = new StoreSource(name, await NamedStore.OpenAsync<IJobScanner>(stores, "--store", name, VerifySources.Cannot, cancellationToken));
            await using var source = await VerifySources.OpenAsync(result, stores, new PlainProgress(Console.Error, clock, ProgressInterval), cancellationToken);
            var options = new VerifyOptions { Kinds = VerifyInputs.Kinds(result), Confirm = result.GetValue(Confirm) ?? result.GetValue(VerifyInputs.From) is not null };
            var run = new VerifyRun(source, store, options, new ComparisonRules { Ignore = Patterns(result) }, clock);
            var summary = await run.RunAsync(result.GetValue(Report)?.FullName, new CountProgress(Console.Error, clock, ProgressInterval), cancellationToken);
            return VerifyReport.Write(summary, options.Kinds, source.Name, store.Name, clock.GetElapsedTime(start), Console.Out, Console.Error);
        }
        catch (Exception e) when (e is VerifyException or ImportException)
        {
            await Console.Error.WriteLineAsync("error: " + e.Message);
            return VerifyReport.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("error: Stopped before the end; nothing is known.");
            return VerifyReport.Failed;
        }
    }

    private static IReadOnlyList<PathPattern> Patterns(ParseResult result) =>
        [.. (result.GetValue(Ignore) ?? []).Select(path => PathPattern.TryParse(path, out var pattern, out _) ? pattern : null).OfType<PathPattern>()];
}
