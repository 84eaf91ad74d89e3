using JobsGateway.Gateway.Answers;
using JobsGateway.Gateway.Endpoints;
using JobsGateway.Gateway.Modes.Canary;
using JobsGateway.Gateway.Modes.Copies;
using JobsGateway.Gateway.Modes.Shadow;
using JobsGateway.Gateway.Routing;
using JobsGateway.Gateway.Stores;

namespace JobsGateway.Gateway.Modes;

/// <summary>Answers a fetch on a route with modes: chooses the side, asks one store after the other, and hands what came to be compared and kept.</summary>
internal sealed class FetchModes(ShadowSender shadows, CopyKeeper copies, ModeMetrics metrics, TimeProvider clock)
{
    private const string NotSure = "The job was not found, and a store that may have it could not be asked.";

    public async Task AnswerAsync(HttpContext context, JobsRoute route, FetchQuestion question)
    {
        context.Request.Headers.AcceptEncoding = default; // Answers are looked into.
        var first = await CanaryChoice.FirstAsync(context, route, question);
        if (route.Canary is not null)
            metrics.Chosen(question.Operation, isCanary: first == route.Canary.Store);
        // Before the request goes on, which changes its headers.
        var sample = shadows.Take(context, route, question, first);
        var stores = route.StartingAt(first);
        var isUnsure = false;
        for (var i = 0; i < stores.Count; i++)
        {
            var step = new Step(stores[i], IsLast: i == stores.Count - 1, isUnsure);
            JobsRequest.AnsweredBy(context, step.Store.Name, i > 0 ? RouteSide.Fallback : first == route.Canary?.Store ? RouteSide.Canary : RouteSide.Store);
            var said = step.Store is LocalStore local
                ? await AskLocalAsync(context, route, question, local, step, sample)
                : await AskServerAsync(context, route, question, (RemoteStore)step.Store, step, sample);
            if (said is null)
                return;
            isUnsure |= said == AnswerKind.Unavailable;
            if (!step.IsLast)
                metrics.MovedOn(question.Operation, said.Value);
        }

        await StudioResponse.WriteAsync(context, JobAnswers.Unavailable(NotSure, null));
    }

    /// <returns>Null where the client has been answered; else what the store said.</returns>
    private async ValueTask<AnswerKind?> AskLocalAsync(HttpContext context, JobsRoute route, FetchQuestion question, LocalStore store, Step step, ShadowSample? sample)
    {
        var askedAt = clock.GetUtcNow();
        var answer = await question.AskAsync(store.Jobs, context.RequestAborted);
        if (!step.Accepts(answer.Kind, route))
            return answer.Kind;
        await StudioResponse.WriteAsync(context, answer);
        if (sample is not null)
            shadows.Send(sample, store, StoreAnswer.Of(answer, askedAt, clock.GetUtcNow()));
        return null;
    }

    /// <inheritdoc cref="AskLocalAsync"/>
    private async ValueTask<AnswerKind?> AskServerAsync(HttpContext context, JobsRoute route, FetchQuestion question, RemoteStore store, Step step, ShadowSample? sample)
    {
        var askedAt = clock.GetUtcNow();
        var kind = AnswerKind.Answered;
        StoreAnswer? taken = null;
        var isAnswered = await store.Upstream.ForwardAsync(context, question.Kind, (in answer) =>
        {
            kind = UpstreamVerdict.Of(question, answer, context.Request.Method);
            if (!step.Accepts(kind, route))
                return false;
            if (sample is not null)
                taken = new StoreAnswer(kind, answer.Status, answer.CopyHeaders(), answer.Body, askedAt, clock.GetUtcNow());
            if (route.KeepCopy is { } keep && answer is { Status: StatusCodes.Status200OK, Body: { IsEmpty: false } body })
                copies.Offer(keep, new ShownJob(question.Operation, body, answer.Date ?? clock.GetUtcNow()));
            return true;
        });
        if (!isAnswered)
            return kind;
        if (taken is not null)
            shadows.Send(sample!, store, taken);
        return null;
    }

    /// <summary>One store in the order they are asked.</summary>
    /// <param name="Store">The store.</param>
    /// <param name="IsLast">Whether none is asked after it.</param>
    /// <param name="IsUnsure">Whether one before it could not be asked.</param>
    private readonly record struct Step(ConfiguredStore Store, bool IsLast, bool IsUnsure)
    {
        /// <summary>Whether the client gets an answer of this kind. After a store that could not be asked, nobody's "not found" is certain.</summary>
        public bool Accepts(AnswerKind kind, JobsRoute route) => kind switch
        {
            AnswerKind.NotFound => IsLast && !IsUnsure,
            AnswerKind.Unavailable => IsLast || route.Fallback is not { OnUnavailable: true },
            _ => true,
        };
    }
}
