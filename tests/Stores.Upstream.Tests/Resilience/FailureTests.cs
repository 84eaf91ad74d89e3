using System.Net;
using JobsGateway.Stores.Upstream.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Polly.Timeout;

namespace JobsGateway.Stores.Upstream.Tests.Resilience;

public sealed class FailureTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("2", 2)]
    [InlineData("0", 0)]
    [InlineData("Thu, 01 Jan 2026 12:00:07 GMT", 7)]
    [InlineData("Thu, 01 Jan 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999", null)]
    public void The_pause_asked_for_is_read_from_seconds_or_a_date(string value, int? seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        response.Headers.TryAddWithoutValidation("Retry-After", value);
        Assert.Equal(seconds, Failure.RetryAfter(response, Clock)?.TotalSeconds);
    }

    [Fact]
    public void Without_an_answer_or_header_no_pause_is_asked_for()
    {
        using var response = new HttpResponseMessage();
        Assert.Null(Failure.RetryAfter(response, Clock));
        Assert.Null(Failure.RetryAfter(null, Clock));
    }

    [Fact]
    public void A_connect_time_out_is_a_request_that_was_not_sent_and_another_cancellation_is_not()
    {
        Assert.True(Failure.IsNotSent(Failure.Named(new TaskCanceledException("", new TimeoutException()), isCancelled: false)));
        Assert.False(Failure.IsNotSent(Failure.Named(new TaskCanceledException(), isCancelled: false)));
        Assert.True(Failure.IsTransport(Failure.Named(new TaskCanceledException(), isCancelled: false)));
        Assert.False(Failure.IsTransport(Failure.Named(new TaskCanceledException(), isCancelled: true)));
    }

    [Fact]
    public void What_the_server_sent_is_not_quoted()
    {
        var named = Failure.Named(new HttpRequestException(HttpRequestError.InvalidResponse, "Received an invalid status line: 'secret'."), isCancelled: false);
        Assert.DoesNotContain("secret", named.ToString(), StringComparison.Ordinal);
        Assert.True(Failure.IsTransport(named));
    }

    [Fact]
    public void What_the_client_broke_off_is_told_from_what_the_server_broke_off()
    {
        Assert.True(Failure.IsClients(new HttpRequestException("", new IOException("", new BadHttpRequestException("")))));
        Assert.False(Failure.IsClients(new HttpRequestException("", new IOException())));
        Assert.False(Failure.IsClients(new TimeoutRejectedException()));
    }
}
