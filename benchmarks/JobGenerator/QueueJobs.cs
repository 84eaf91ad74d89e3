using System.Globalization;

namespace JobsGateway.JobGenerator;

/// <summary>Queue jobs: one for each action of a user.</summary>
internal sealed class QueueJobs(int seed) : IJobSource
{
    private static readonly string[] Statuses = ["succeeded", "succeeded", "succeeded", "succeeded", "succeeded", "succeeded", "failed", "pending", "started", "cancelled"];

    private readonly Dice _dice = new(seed);

    public void Write(int number, IDocumentWriter writer)
    {
        var time = _dice.Time(number);
        var status = _dice.Pick(Statuses);
        writer.Start();
        writer.Id("_id", Dice.Id(time, 2, number));
        writer.Text("name", _dice.Pick(["relay", "createWallet", "mint", "burn", "fundToken"]));
        writer.Start("data");
        RelayData.Write(writer, _dice);
        WriteTransaction(writer, time, status);
        writer.Text("correlationId", string.Create(CultureInfo.InvariantCulture, $"queue-{seed}-{number}"));
        if (_dice.Chance(20))
            writer.Text("externalId", string.Create(CultureInfo.InvariantCulture, $"external-{seed}-{number / 2}"));
        writer.End();
        writer.Text("status", status);
        writer.Text("communityAddress", _dice.Hex(20));
        writer.Date("createdAt", time);
        writer.Date("updatedAt", time + 5000);
        writer.Number("__v", 0);
        WriteEnd(writer, time, status);
        writer.End();
    }

    private void WriteTransaction(IDocumentWriter writer, long time, string status)
    {
        writer.Start("transactionBody");
        writer.Text("status", status == "succeeded" ? "confirmed" : status);
        writer.Text("value", "1000000000000000000");
        writer.Text("tokenName", "Fuse Dollar");
        writer.Number("tokenDecimal", 18);
        writer.Text("asset", "fUSD");
        writer.Text("tokenAddress", _dice.Hex(20));
        writer.Text("from", _dice.Hex(20));
        writer.Text("to", _dice.Hex(20));
        writer.Text("type", "SEND");
        writer.Text("timeStamp", (time / 1000).ToString(CultureInfo.InvariantCulture));
        writer.End();
    }

    private void WriteEnd(IDocumentWriter writer, long time, string status)
    {
        if (status is "pending")
            return;
        writer.Text("accountAddress", _dice.Hex(20));
        if (status is "started" or "cancelled")
            return;
        if (status is "failed")
        {
            writer.Text("failReason", "Transaction has been reverted by the EVM");
            writer.Date("failedAt", time + 5000);
        }

        writer.Date("lastFinishedAt", time + 5000);
    }
}
