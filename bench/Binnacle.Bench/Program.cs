using Binnacle.Bench;

const string usage = """
    Measures the program as users run it, and writes what it found to bench/results.

      review            the Review of the demo organization at the server, beside pages that show nothing
      loop              every page with 20,000 commitments, 2,000 decisions and 5 years of 500 measures
      flow              every page of Flow and Incidents with 500 services and 5 years of deliveries
      intake MINUTES [sqlite|postgres]
                        events at a steady rate while the server is killed, beside bare inserts of the same rows
      lead-time [REPO]  lead time with a deployment for ten commits, up to two million made-up commits, and of a repository
      start             from the start of the process to the first page
      memory            resident memory of an idle server
      equal REPO        every commit of a repository, its files and line counts, beside git's own
      read REPO         the engine alone, a first look and all line counts, beside git log of the same commits
      fuzz REPO SECONDS reads packs that are damaged at random places
      scan REPO         reviewing a repository, beside git log of the same history

    review, loop, flow and intake run on SQLite, and on PostgreSQL when BINNACLE_TEST_POSTGRES='Host=…;Username=…' names a server.
    """;

if (args is ["once", var what, var place])
{
    await (
        what switch
        {
            "look" => Reading.LookAsync(place),
            "again" => Reading.AgainAsync(place),
            _ => Reading.CountAsync(place),
        }
    );
    return 0;
}
Func<Results, Task>? measure = args switch
{
    ["review"] => ReviewPage.MeasureAsync,
    ["loop"] => LoopPages.MeasureAsync,
    ["flow"] => LoopPages.MeasureFlowAsync,
    ["intake", var minutes] => results => IntakeLoad.MeasureAsync(minutes, null, results),
    ["intake", var minutes, var database] => results => IntakeLoad.MeasureAsync(minutes, database, results),
    ["lead-time", .. var repositories] => results => LeadTimes.MeasureAsync(repositories, results),
    ["start"] => FirstPage.MeasureAsync,
    ["memory"] => IdleMemory.MeasureAsync,
    ["read", var repository] => results => Reading.MeasureAsync(repository, results),
    ["equal", var repository] => results => Equality.MeasureAsync(repository, results),
    ["fuzz", var repository, var seconds] => results => Fuzz.MeasureAsync(repository, seconds, results),
    ["scan", var repository] => results => Scanning.MeasureAsync(repository, results),
    _ => null,
};
if (measure is null)
{
    Console.Error.WriteLine(usage);
    return 2;
}
var results = new Results(args);
await measure(results);
await results.WriteAsync();
return 0;
