namespace JobsGateway.Stores.Abstractions;

/// <summary>Which kinds of job an operation may touch.</summary>
[Flags]
public enum JobKinds
{
    /// <summary>Agenda jobs.</summary>
    Agenda = 1,

    /// <summary>Queue jobs.</summary>
    Queue = 2,

    /// <summary>Both kinds.</summary>
    All = Agenda | Queue,
}
