using Binnacle.Platform.Data;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Data;

/// <summary>
/// Migrations are written by hand. What they make must be what the model says, in both databases: tables, columns, types,
/// keys, indexes.
/// </summary>
public sealed class SchemaParityTests
{
    [Theory, OnBothDatabases]
    public async Task Migrations_make_the_schema_of_the_model(Engine engine)
    {
        await using var migrated = await TestDatabase.CreateAsync(engine);
        await using var created = await EmptyDatabase.CreateAsync(engine);
        await using (var db = TestDatabase.Open(created.Choice))
            await db.Database.EnsureCreatedAsync();

        var fromMigrations = await SchemaLines.ReadAsync(migrated.Choice);
        var fromModel = await SchemaLines.ReadAsync(created.Choice);

        var missing = fromModel.Except(fromMigrations).Select(line => $"the migrations lack   {line}");
        var surplus = fromMigrations.Except(fromModel).Select(line => $"the model lacks       {line}");
        List<string> differences = [.. missing.Concat(surplus).OrderBy(line => line[22..], StringComparer.Ordinal)];
        if (differences.Count > 0)
            Assert.Fail($"{engine}:\n{string.Join('\n', differences)}");
        fromModel.Count.ShouldBeGreaterThan(50);
    }
}
