using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>What was left behind by repositories that were deleted: it counts no more, and their facts are decided anew.</summary>
[Migration("202611230100_DeletedRepositories")]
internal sealed class M202611230100_DeletedRepositories : Migration
{
    private static readonly string[] Facts =
    [
        "changes",
        "reviews",
        "builds",
        "deployments",
        "alarms",
        "items",
        "moves",
        "commits",
        "releases",
    ];

    protected override void Up(MigrationBuilder migration)
    {
        foreach (var table in new[] { "flow_arrivals", "flow_deployments" })
            migration.Sql($"DELETE FROM {table} WHERE repository_id NOT IN (SELECT id FROM catalogue_repositories)");
        foreach (var kind in Facts)
            migration.Sql(
                $"UPDATE facts_{kind} SET repository_id = NULL WHERE repository_id NOT IN (SELECT id FROM catalogue_repositories)"
            );
    }
}
