using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>
/// When a change stands in lists and was last moved, of all that were worked out before that was kept. Repositories in use are
/// worked out anew; those that are archived are not.
/// </summary>
[Migration("202611260010_ListedChanges")]
internal sealed class M202611260010_ListedChanges : Migration
{
    protected override void Up(MigrationBuilder migration) =>
        migration.Sql(
            """
            UPDATE flow_changes SET
                listed_at = COALESCE(merged_at, opened_at, closed_at, first_commit_at, listed_at),
                last_at = (
                    SELECT max(at) FROM (
                        SELECT arrival.at AS at FROM flow_arrivals AS arrival WHERE arrival.change_id = flow_changes.id
                        UNION ALL SELECT COALESCE(flow_changes.merged_at, flow_changes.closed_at)
                    ) AS moment
                )
            """
        );
}
