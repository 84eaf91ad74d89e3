namespace JobsGateway.Stores.Abstractions;

/// <summary>The two kinds of job a Studio server keeps, each in a collection of its own.</summary>
public enum JobKind
{
    /// <summary>A job of the scheduler agenda (<c>agendaJobs</c>): its state is told by timestamps.</summary>
    Agenda = 0,

    /// <summary>A job made by a user's action (<c>queuejobs</c>): its state is told by <c>status</c>.</summary>
    Queue = 1,
}
