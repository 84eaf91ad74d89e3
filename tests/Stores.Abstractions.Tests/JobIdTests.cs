using System.Text;
using FsCheck.Xunit;

namespace JobsGateway.Stores.Abstractions.Tests;

public class JobIdTests
{
    [Theory]
    [InlineData("65e1f3a07c1b2d0034b50001")]
    [InlineData("65E1F3A07C1B2D0034B50001")]
    public void Ids_are_read_in_any_case_and_shown_in_lower_case(string text)
    {
        Assert.True(JobId.TryParse(text, out var id));
        Assert.Equal("65e1f3a07c1b2d0034b50001", id.ToString());
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 15, 26, 24, TimeSpan.Zero), id.CreatedAt);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("65e1f3a07c1b2d0034b5000")]
    [InlineData("65e1f3a07c1b2d0034b500011")]
    [InlineData("65e1f3a07c1b2d0034b5000g")]
    [InlineData(" 65e1f3a07c1b2d0034b5000")]
    [InlineData("６5e1f3a07c1b2d0034b50001")]
    public void Other_text_is_no_id(string? text)
    {
        Assert.False(JobId.TryParse(text, out var id));
        Assert.Equal(default, id);
        Assert.Throws<FormatException>(() => JobId.Parse(text ?? ""));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(13)]
    public void Bytes_of_another_length_are_no_id(int length) => Assert.Throws<ArgumentException>(() => new JobId(new byte[length]));

    [Property]
    public void Bytes_text_order_and_equality_agree(byte[] left, byte[] right)
    {
        var (a, b) = (Twelve(left), Twelve(right));
        var (x, y) = (new JobId(a), new JobId(b));
        Assert.Equal(Convert.ToHexStringLower(a), x.ToString());
        Assert.Equal(x, JobId.Parse(x.ToString()));
        var utf8 = new byte[JobId.TextLength];
        x.Format(utf8);
        Assert.Equal(x.ToString(), Encoding.ASCII.GetString(utf8));
        var order = a.AsSpan().SequenceCompareTo(b);
        Assert.Equal(Math.Sign(order), x.CompareTo(y));
        Assert.Equal(order < 0, x < y);
        Assert.Equal(order >= 0, x >= y);
        Assert.Equal(order == 0, x == y);
        Assert.Equal(order == 0, x.GetHashCode() == y.GetHashCode());
    }

    private static byte[] Twelve(byte[] bytes) => [.. bytes.Concat(new byte[JobId.ByteLength]).Take(JobId.ByteLength)];
}
