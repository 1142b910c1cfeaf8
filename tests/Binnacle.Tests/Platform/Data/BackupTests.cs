using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Data;

public sealed class BackupTests
{
    private static readonly DateTime Moment = new(2026, 3, 2, 9, 8, 7, 654, DateTimeKind.Utc);

    [Theory]
    [InlineData(Engine.Sqlite, Engine.Sqlite)]
    [InlineData(Engine.Sqlite, Engine.Postgres)]
    [InlineData(Engine.Postgres, Engine.Sqlite)]
    [InlineData(Engine.Postgres, Engine.Postgres)]
    public async Task A_backup_of_either_database_restores_into_either(Engine from, Engine to)
    {
        await using var source = await TestDatabase.CreateAsync(from);
        var account = await FillAsync(source);
        var file = await BackUpAsync(source);
        await using var target = await EmptyDatabase.CreateAsync(to);

        await RestoreAsync(target.Installation, file);

        await using var db = TestDatabase.Open(target.Choice);
        var restored = await db.Users.SingleAsync();
        restored.Id.ShouldBe(account.Id);
        restored.CreatedAt.ShouldBe(Moment);
        restored.LockoutEnd.ShouldBe(new DateTimeOffset(Moment));
        restored.ClosedAt.ShouldBeNull();
        (await db.Administrators().CountAsync()).ShouldBe(1);
        (await db.Set<TimelineEvent>().SingleAsync()).Subject.ShouldBe("“Änderung” 变更");
        (await db.TakeNumbersAsync("things")).ShouldBe(4);
    }

    [Theory, OnBothDatabases]
    public async Task A_database_in_use_is_replaced_only_when_asked(Engine engine)
    {
        await using var source = await TestDatabase.CreateAsync(engine);
        await FillAsync(source);
        var file = await BackUpAsync(source);
        await using (var db = source.Open())
        {
            db.Record("thing.made", "after the backup");
            await db.SaveChangesAsync();
        }

        (await Should.ThrowAsync<CommandFailure>(() => RestoreAsync(source.Installation, file))).Message.ShouldContain(
            "--replace"
        );
        await RestoreAsync(source.Installation, file, replace: true);

        await using var restored = source.Open();
        (await restored.Set<TimelineEvent>().CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_damaged_or_foreign_file_is_refused()
    {
        await using var source = await TestDatabase.CreateAsync(Engine.Sqlite);
        await FillAsync(source);
        var file = await BackUpAsync(source);
        var content = await File.ReadAllBytesAsync(file);
        content[content.Length / 2] ^= 0xFF;
        await File.WriteAllBytesAsync(file, content);
        var foreign = Path.Combine(source.Installation.Folder, "foreign.db");
        await File.WriteAllTextAsync(foreign, "not a database at all, only some text that somebody kept");

        (await FailureAsync(file)).ShouldContain("checksum");
        (await FailureAsync(foreign)).ShouldContain("cannot be read");
        (await FailureAsync(foreign + ".absent")).ShouldContain("does not exist");
    }

    private static async Task<string> FailureAsync(string file) =>
        (await Should.ThrowAsync<CommandFailure>(() => Restore.VerifyAsync(file))).Message;

    private static async Task<Account> FillAsync(TestDatabase database)
    {
        await using var db = database.Open();
        var account = Account.Named("ada", "Ada", Moment);
        account.LockoutEnd = new DateTimeOffset(Moment);
        db.Add(account);
        db.Add(
            new RoleGrant
            {
                AccountId = account.Id,
                Role = Role.Administrator,
                GrantedAt = Moment,
            }
        );
        db.Record("thing.made", "“Änderung” 变更");
        await db.SaveChangesAsync();
        await db.TakeNumbersAsync("things", 3);
        return account;
    }

    private static async Task<string> BackUpAsync(TestDatabase database)
    {
        var file = Path.Combine(database.Installation.Folder, "backup.db");
        await using var db = database.Open();
        await Backup.WriteAsync(db, file);
        return file;
    }

    private static async Task RestoreAsync(Installation installation, string file, bool replace = false)
    {
        await Restore.VerifyAsync(file);
        await using var db = TestDatabase.Open(installation.Database);
        await Restore.ApplyAsync(db, installation, file, replace);
    }
}
