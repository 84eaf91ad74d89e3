using System.Globalization;

namespace JobsGateway.JobGenerator;

/// <summary>Agenda jobs: most of them done, some failed, some waiting, as a scheduler's collection looks.</summary>
internal sealed class AgendaJobs(int seed) : IJobSource
{
    private readonly Dice _dice = new(seed);

    public void Write(int number, IDocumentWriter writer)
    {
        var time = _dice.Time(number);
        writer.Start();
        writer.Id("_id", Dice.Id(time, 1, number));
        writer.Text("name", _dice.Pick(["relay", "createWallet", "setWalletOwner", "fundToken", "tokenTransfer"]));
        writer.Start("data");
        writer.Text("correlationId", string.Create(CultureInfo.InvariantCulture, $"agenda-{seed}-{number}"));
        RelayData.Write(writer, _dice);
        writer.End();
        writer.Number("priority", _dice.Chance(90) ? 0 : 10);
        writer.Flag("shouldSaveResult", false);
        writer.Text("type", "normal");
        WriteState(writer, time);
        writer.End();
    }

    private void WriteState(IDocumentWriter writer, long time)
    {
        if (_dice.Chance(5))
        {
            writer.Date("nextRunAt", time + 60_000);
            writer.Null("lastModifiedBy");
            return;
        }

        writer.Null("nextRunAt");
        writer.Null("lastModifiedBy");
        writer.Null("lockedAt");
        writer.Date("lastRunAt", time + 100);
        if (_dice.Chance(10))
        {
            writer.Number("failCount", 1);
            writer.Text("failReason", "Transaction has been reverted by the EVM");
            writer.Date("failedAt", time + 5000);
        }

        writer.Date("lastFinishedAt", time + 5000);
    }
}
