using System.Text;

namespace JobsGateway.Ladder;

/// <summary>What the upstream answers: a job, as a Studio server shows it, of half a KB.</summary>
internal static class Answer
{
    public const string Path = "/api/v2/jobs/65e1f3a07c1b2d0012a40007";

    /// <summary>One line without apostrophes and dollar signs, which mean something in nginx's configuration.</summary>
    public const string Body =
        """{"data":{"_id":"65e1f3a07c1b2d0012a40007","name":"relay","data":{"correlationId":"65e1f3a07c1b2d0012a40006","walletAddress":"0x7fe2b0a5c3d14e6f8091a2b3c4d5e6f708192a3b","communityAddress":"0x1d8c3f4e5a6b7c8d9e0f1a2b3c4d5e6f70819203","methodName":"transferToken","gasPrice":0,"gasLimit":700000,"walletModule":"TransferManager"},"priority":0,"shouldSaveResult":false,"type":"normal","nextRunAt":null,"lastModifiedBy":null,"lockedAt":null,"lastRunAt":"2024-03-01T12:00:00.100Z","lastFinishedAt":"2024-03-01T12:00:05.000Z"}}""";

    public static int Length { get; } = Encoding.UTF8.GetByteCount(Body);
}
