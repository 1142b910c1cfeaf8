using System.Diagnostics;
using System.Globalization;
using Binnacle.History.Analyses;
using Binnacle.History.Tests;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.History;
using Binnacle.Platform.Jobs;
using Binnacle.Sources.Git;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.EntityFrameworkCore;
using static Binnacle.Tests.Sources.Git.HistoryScript;

namespace Binnacle.Tests.Sources.Git;

/// <summary>Killed processes, stopped runs, a database that goes away: in the end there is what an undisturbed scan gives.</summary>
public sealed class InterruptedScanTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, OnBothDatabases]
    public async Task A_scan_that_was_killed_goes_on_where_it_was(Engine engine)
    {
        using var repository = Large(7000);
        await using var database = await TestDatabase.CreateAsync(engine);
        string[] arguments = ["review", repository.Path, "--format", "json", .. Place(database)];
        foreach (var atLeast in new[] { 1, 2001, 4001 })
        {
            using var run = ProgramRun.Start(arguments);
            while (!run.Process.HasExited && await CommitsAsync(database) < atLeast)
                await Task.Delay(20, Cancellation);
            run.Process.Kill();
            await run.Process.WaitForExitAsync(Cancellation);
        }
        (await CommitsAsync(database)).ShouldBeGreaterThan(0);
        var ended = await ProgramRun.RunAsync(arguments);
        ended.ExitCode.ShouldBe(0, ended.Error);
        await EqualToUndisturbedAsync(engine, database, repository.Path);
    }

    [Fact]
    public async Task Ctrl_C_keeps_what_was_read()
    {
        using var repository = Large(20_000);
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await WriteSlowlyAsync(database);
        using var run = ProgramRun.Start(["review", repository.Path, .. Place(database)]);
        while (!run.Process.HasExited && await CommitsAsync(database) < 1)
            await Task.Delay(20, Cancellation);
        using (var interrupt = Process.Start("kill", ["-INT", run.Process.Id.ToString(CultureInfo.InvariantCulture)]))
            await interrupt.WaitForExitAsync(Cancellation);
        var ended = await run.EndAsync();
        ended.ExitCode.ShouldBe(130, ended.Error);
        ended.Error.ShouldContain("What was read is kept.");
        ended.Output.ShouldBeEmpty();
        (await CommitsAsync(database)).ShouldBeInRange(2000, 19_999);
    }

    /// <summary>Each row of a commit costs about a millisecond, so that a signal arrives while rows are written, however busy the machine is.</summary>
    private static async Task WriteSlowlyAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var table = db.Model.FindEntityType(typeof(HistoryCommit))!.GetTableName();
        var trigger =
            $"CREATE TRIGGER slow AFTER INSERT ON {table} BEGIN SELECT count(*) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n); END";
        await db.Database.ExecuteSqlRawAsync(trigger, Cancellation);
    }

    [Theory, OnBothDatabases]
    public async Task A_run_that_went_silent_is_queued_again_once(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        var clock = new SettableClock(new DateTime(2026, 3, 1, 12, 0, 0));
        using var queue = new JobQueue(new AppDbs(database.Choice, clock), clock);
        var id = await queue.QueueAsync(ScanJob.Id, "a", "Scan a", Cancellation);
        (await queue.TakeAsync(Cancellation))!.Id.ShouldBe(id);
        await queue.QueueAsync(ScanJob.Id, "a", "Scan a", Cancellation);
        (await queue.TakeAsync(Cancellation)).ShouldBeNull("the same work is never done twice at once");
        clock.Pass(TimeSpan.FromSeconds(59));
        await queue.RecoverAsync(clock.GetUtcNow().UtcDateTime.AddSeconds(-60), Cancellation);
        (await queue.ReportAsync(id, new("Reading", 1, 2), Cancellation)).ShouldBeFalse();
        clock.Pass(TimeSpan.FromSeconds(61));
        await queue.RecoverAsync(clock.GetUtcNow().UtcDateTime.AddSeconds(-60), Cancellation);
        await queue.RecoverAsync(clock.GetUtcNow().UtcDateTime.AddSeconds(-60), Cancellation);
        (await queue.ReportAsync(id, new("Reading", 2, 2), Cancellation)).ShouldBeTrue("it was given to another");
        await queue.EndAsync(id, JobOutcome.Done, "late");
        await using var db = database.Open();
        var runs = await db.Set<JobRun>().OrderBy(run => run.QueuedAt).ThenBy(run => run.Id).ToListAsync(Cancellation);
        runs.ConvertAll(run => run.Outcome).ShouldBe([JobOutcome.Interrupted, null]);
        (await queue.TakeAsync(Cancellation))!.Id.ShouldBe(runs[1].Id);
    }

    [Theory, OnBothDatabases]
    public async Task A_scan_that_is_stopped_can_go_on(Engine engine)
    {
        using var repository = Large(5000);
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            scanning.ScanAsync(repository.Path, stop.Token, (2500, stop.Cancel))
        );
        (await CommitsAsync(database)).ShouldBeInRange(2000, 4999);
        var look = (await FirstLookAsync(database)).ShouldNotBeNull();
        (look.Commits, look.Files, look.TruckFactor).ShouldBe((5000, 400, 9));
        look.Hotspots[0].Count.ShouldBe(13);
        await scanning.ScanAsync(repository.Path);
        await EqualToUndisturbedAsync(engine, database, repository.Path);
        (await FirstLookAsync(database)).ShouldBeNull("the whole picture is there");
    }

    [Theory, OnBothDatabases]
    public async Task A_rewritten_history_that_was_read_in_part_is_not_taken_for_the_earlier_one(Engine engine)
    {
        using var repository = Large(5000);
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var scanning = new Scanning(database.Installation);
        await scanning.ScanAsync(repository.Path);
        var kept = repository.Git("rev-parse", "HEAD~2500").Trim();
        // 2,500 commits go and as many others come; of these a part is read, and then the history is another one once more.
        Rewrite("instead", 2500);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            scanning.ScanAsync(repository.Path, stop.Token, (2300, stop.Cancel))
        );
        Rewrite("at last", 2499);
        var result = await scanning.ScanAsync(repository.Path);
        result.Commits.ShouldBe(4999);
        await EqualToUndisturbedAsync(engine, database, repository.Path);

        void Rewrite(string word, int commits)
        {
            var script = new HistoryScript();
            for (var number = 0; number < commits; number++)
                script.Commit(
                    (1_610_000_000 + (number * 600)).ToString(CultureInfo.InvariantCulture),
                    $"fix: {word} {number}",
                    [],
                    [Write($"src/part{number % 40}/file{number % 400}.cs", $"{word} {number}\n")],
                    number == 0 ? kept : null
                );
            repository.Import(script.Stream);
        }
    }

    [Fact]
    public async Task A_scan_waits_for_PostgreSQL_to_come_back()
    {
        using var repository = Large(6000);
        await using var server = await OwnPostgres.StartAsync();
        var folder = Path.Combine(repository.Folder, "data");
        var installation = Installation.In(folder, server.Connection("binnacle"));
        await using (var db = TestDatabase.Open(installation.Database))
            await db.OpenAsync(installation, Cancellation);
        await using var scanning = new Scanning(installation);
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = new ManualResetEventSlim();
        var scan = Task.Run(() =>
            scanning.ScanAsync(
                repository.Path,
                atCommit: (
                    2500,
                    () =>
                    {
                        reached.SetResult();
                        stopped.Wait(Cancellation);
                    }
                )
            )
        );
        await Task.WhenAny(reached.Task, scan);
        await server.StopAsync();
        stopped.Set();
        await Task.Delay(TimeSpan.FromSeconds(1), Cancellation);
        scan.IsCompleted.ShouldBeFalse();
        await server.StartAgainAsync();
        (await scan).Commits.ShouldBe(6000);
        await using var undisturbed = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var fresh = new Scanning(undisturbed.Installation);
        await fresh.ScanAsync(repository.Path);
        (await scanning.StoredAsync()).ShouldBe(await fresh.StoredAsync());
    }

    [Fact]
    public async Task A_full_disk_is_told_and_the_scan_goes_on_after_it()
    {
        using var repository = Large(7000);
        var folder = Path.Combine(repository.Folder, "disk");
        Directory.CreateDirectory(folder);
        var review = $"dotnet {ProgramRun.Executable} review {repository.Path} --data {folder}";
        var copy = Path.Combine(repository.Folder, "copy");
        // A mount of its own name space, so that it ends with the shell.
        using var run = ProgramRun.StartOther(
            "unshare",
            [
                .. Environment.IsPrivilegedProcess ? ["-m"] : (string[])["-r", "-m"],
                "sh",
                "-c",
                $"mount -t tmpfs -o size=4300k tmpfs {folder} || exit 99; {review}; echo first $?; mount -o remount,size=200m {folder}; {review} --format json >/dev/null; echo second $?; cp -r {folder} {copy}",
            ]
        );
        var ended = await run.EndAsync();
        Assert.SkipWhen(
            ended.ExitCode == 99 || ended.Error.Contains("unshare:", StringComparison.Ordinal),
            "This machine lets nobody mount a small disk."
        );
        ended.Output.ShouldContain("first 1", Case.Sensitive, ended.Error);
        ended.Error.ShouldContain("disk", Case.Insensitive);
        ended.Error.ShouldContain(folder);
        ended.Output.ShouldContain("second 0", Case.Sensitive, ended.Error);
        var choice = DatabaseChoice.Sqlite(Path.Combine(copy, "binnacle.db"));
        await using (var db = TestDatabase.Open(choice))
            (
                await db
                    .Database.SqlQueryRaw<string>("SELECT integrity_check AS Value FROM pragma_integrity_check")
                    .ToListAsync(Cancellation)
            ).ShouldBe(["ok"]);
        await using var scanning = new Scanning(new(copy, choice, IsDemo: false));
        await using var undisturbed = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var fresh = new Scanning(undisturbed.Installation);
        await fresh.ScanAsync(repository.Path);
        (await scanning.StoredAsync()).ShouldBe(await fresh.StoredAsync());
    }

    private static async Task EqualToUndisturbedAsync(Engine engine, TestDatabase database, string path)
    {
        await using var other = await TestDatabase.CreateAsync(engine);
        await using var fresh = new Scanning(other.Installation);
        await fresh.ScanAsync(path);
        await using var disturbed = new Scanning(database.Installation);
        (await disturbed.StoredAsync()).ShouldBe(await fresh.StoredAsync());
    }

    private static string[] Place(TestDatabase database) =>
        database.Choice.IsPostgres
            ? ["--data", database.Installation.Folder, "--database", database.Choice.PostgresConnection!]
            : ["--data", database.Installation.Folder];

    private static async Task<int> CommitsAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return await db.Set<HistoryCommit>().CountAsync(Cancellation);
    }

    private static async Task<FirstLook?> FirstLookAsync(TestDatabase database)
    {
        await using var db = database.Open();
        return (await db.Set<Repository>().SingleAsync(Cancellation)).FirstLook;
    }

    private static TestRepository Large(int commits)
    {
        var repository = new TestRepository();
        var script = new HistoryScript();
        for (var number = 0; number < commits; number++)
        {
            script.Author = $"Person {number % 17} <person{number % 17}@example.org>";
            script.Commit(
                (1_600_000_000 + (number * 600)).ToString(CultureInfo.InvariantCulture),
                $"fix: change {number}",
                [],
                [Write($"src/part{number % 40}/file{number % 400}.cs", $"line {number}\n")]
            );
        }
        repository.Import(script.Stream);
        return repository;
    }
}
