using FsCheck.Xunit;
using JobsGateway.Migration.Verify;

namespace JobsGateway.Verify.Tests.Verify;

/// <summary>The walk along two sequences.</summary>
public class MergeTests
{
    [Property(MaxTest = 500)]
    public async Task Every_id_of_either_side_comes_once_and_in_order_with_what_each_side_has(byte[] left, byte[] right)
    {
        var (lefts, rights) = (Ascending(left), Ascending(right));
        var expected = lefts.Union(rights).Order().Select(number => (number, lefts.Contains(number), rights.Contains(number)));
        var pairs = new List<(byte, bool, bool)>();
        await foreach (var pair in JobMerge.PairAsync(Jobs(lefts), Jobs(rights), default))
        {
            var number = NumberOf(pair.Id);
            Assert.All(new[] { pair.Left, pair.Right }.OfType<JobDocument>(), document => Assert.Equal($"{number}", document.ToString()));
            pairs.Add((number, pair.Left is not null, pair.Right is not null));
        }

        Assert.Equal(expected, pairs);
    }

    [Theory]
    [InlineData(new byte[] { 1, 3, 2 }, new byte[0])]
    [InlineData(new byte[0], new byte[] { 5, 5 })]
    public async Task A_side_that_is_not_in_order_is_refused(byte[] left, byte[] right) =>
        await Assert.ThrowsAsync<VerifyException>(async () =>
        {
            await foreach (var _ in JobMerge.PairAsync(Jobs([.. left]), Jobs([.. right]), default))
            {
            }
        });

    private static byte[] Ascending(byte[] numbers) => [.. numbers.Distinct().Order()];

    private static byte NumberOf(JobId id)
    {
        Span<byte> bytes = stackalloc byte[JobId.ByteLength];
        id.CopyTo(bytes);
        return bytes[6];
    }

    private static async IAsyncEnumerable<ScannedJob> Jobs(IEnumerable<byte> numbers)
    {
        await Task.CompletedTask;
        foreach (var number in numbers)
            yield return new ScannedJob(new JobId([0, 0, 0, 0, 0, 0, number, 0, 0, 0, 0, 0]), JobDocument.FromString($"{number}"));
    }
}
