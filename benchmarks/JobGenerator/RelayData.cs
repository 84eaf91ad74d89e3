namespace JobsGateway.JobGenerator;

/// <summary>What a relayed transaction carries; most of a job's bytes.</summary>
internal static class RelayData
{
    public static void Write(IDocumentWriter writer, Dice dice)
    {
        writer.Text("walletAddress", dice.Hex(20));
        writer.Text("communityAddress", dice.Hex(20));
        writer.Text("methodName", dice.Pick(["transferToken", "approveTokenAndCallContract", "callContract"]));
        writer.Text("methodData", dice.Hex(132));
        writer.Text("nonce", dice.Hex(32));
        writer.Number("gasPrice", 0);
        writer.Number("gasLimit", 700_000);
        writer.Text("signature", dice.Hex(65));
        writer.Text("walletModule", "TransferManager");
    }
}
