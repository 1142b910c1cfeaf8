using Binnacle.Platform;
using Binnacle.Platform.Data;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Data;

public sealed class DatabaseOpeningTests
{
    [Theory, OnBothDatabases]
    public async Task An_empty_database_is_migrated_even_by_several_at_once(Engine engine)
    {
        await using var empty = await EmptyDatabase.CreateAsync(engine);

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    await using var db = TestDatabase.Open(empty.Choice);
                    await db.OpenAsync(empty.Installation);
                })
        );

        await using var opened = TestDatabase.Open(empty.Choice);
        (await opened.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
        (await opened.Set<DatabaseFact>().SingleAsync()).Value.ShouldBe("real");
    }

    [Fact]
    public async Task The_folder_and_the_database_open_for_their_user_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var empty = await EmptyDatabase.CreateAsync(Engine.Sqlite);
        var folder = Path.Combine(empty.Installation.Folder, "new");
        var installation = Installation.In(folder, null);
        await using var db = TestDatabase.Open(installation.Database);

        await db.OpenAsync(installation);
        var backup = Path.Combine(folder, "one.backup");
        await Backup.WriteAsync(db, backup);

        const UnixFileMode own = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.GetUnixFileMode(folder).ShouldBe(own | UnixFileMode.UserExecute);
        File.GetUnixFileMode(installation.Database.SqlitePath!).ShouldBe(own);
        File.GetUnixFileMode(backup).ShouldBe(own);
    }

    [Theory, OnBothDatabases]
    public async Task Demo_and_real_data_never_share_a_database(Engine engine)
    {
        await using var empty = await EmptyDatabase.CreateAsync(engine);
        await using var db = TestDatabase.Open(empty.Choice);
        await db.OpenAsync(empty.Installation with { IsDemo = true });

        var failure = await Should.ThrowAsync<CommandFailure>(() => db.OpenAsync(empty.Installation));

        failure.ExitCode.ShouldBe(ExitCode.Failed);
        failure.Message.ShouldContain("demo organization");
    }

    [Theory, OnBothDatabases]
    public async Task A_database_of_a_newer_version_is_left_alone(Engine engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO \"__EFMigrationsHistory\" VALUES ('209901010000_Future', '99.0')"
        );

        var failure = await Should.ThrowAsync<CommandFailure>(() => db.OpenAsync(database.Installation));

        failure.Message.ShouldContain("newer Binnacle");
    }

    [Fact]
    public async Task A_lock_left_by_a_killed_migration_does_not_stop_the_next_start_and_a_copy_is_kept()
    {
        await using var database = await TestDatabase.CreateAsync(Engine.Sqlite);
        await using var db = database.Open();
        await db.Database.ExecuteSqlRawAsync("DROP TABLE data_facts");
        await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\"");
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO \"__EFMigrationsHistory\" VALUES ('202611200001_Access', '10.0')"
        );
        await db.Database.ExecuteSqlRawAsync(
            "CREATE TABLE IF NOT EXISTS \"__EFMigrationsLock\" (\"Id\" INTEGER PRIMARY KEY, \"Timestamp\" TEXT)"
        );
        await db.Database.ExecuteSqlRawAsync("INSERT OR REPLACE INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01')");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        // The later tables exist already, so migrating fails; what matters is that it was tried at once, after a copy.
        await Should.ThrowAsync<CommandFailure>(() => db.OpenAsync(database.Installation, limit.Token));

        limit.IsCancellationRequested.ShouldBeFalse();
        Directory.GetFiles(database.Installation.BackupFolder, "before-migration-*.db").Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_postgres_that_does_not_answer_is_said_with_its_own_exit_code()
    {
        await using var empty = await EmptyDatabase.CreateAsync(Engine.Sqlite);
        var installation = Installation.In(empty.Installation.Folder, "Host=127.0.0.1;Port=1;Username=x;Timeout=2");
        await using var db = TestDatabase.Open(installation.Database);

        var failure = await Should.ThrowAsync<CommandFailure>(() => db.OpenAsync(installation));

        failure.ExitCode.ShouldBe(ExitCode.DatabaseUnreachable);
    }
}
