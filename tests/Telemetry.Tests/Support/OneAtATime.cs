// Meters and sources of spans are the process's: a gateway of another test would be measured, too.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
