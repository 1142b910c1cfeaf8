using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Windows and lists of delivery are read by an index; answers are remembered between two editions of the ledger.</summary>
[Migration("202611230010_DeliveryWindows")]
internal sealed class M202611230010_DeliveryWindows : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<DateTime>("last_at", "flow_changes", nullable: true);
        migration.AddColumn<DateTime>("listed_at", "flow_changes", nullable: false, defaultValue: DateTime.UnixEpoch);
        migration.AddColumn<bool>("is_waiting", "flow_changes", nullable: false, defaultValue: false);
        migration.AddColumn<bool>("is_branch", "history_tags", nullable: false, defaultValue: false);
        migration.DropIndex("ix_flow_changes_deployed_at", "flow_changes");
        migration.DropIndex("ix_flow_changes_merged_at", "flow_changes");
        migration.DropIndex("ix_flow_changes_repository_id", "flow_changes");
        migration.DropIndex("ix_flow_deployments_repository_id", "flow_deployments");
        migration.CreateIndex("ix_flow_changes_last_at", "flow_changes", ["last_at"]);
        migration.CreateIndex("ix_flow_changes_listed_at_id", "flow_changes", ["listed_at", "id"]);
        migration.CreateIndex("ix_flow_changes_repository_id_last_at", "flow_changes", ["repository_id", "last_at"]);
        migration.CreateIndex("ix_flow_changes_team_id_last_at", "flow_changes", ["team_id", "last_at"]);
        string[] listed = ["listed_at", "id"];
        migration.CreateIndex("ix_flow_changes_waiting", "flow_changes", listed, filter: "is_waiting");
        string[] newest = ["at", "id"];
        migration.CreateIndex("ix_flow_deployments_failed", "flow_deployments", newest, filter: "cause IS NOT NULL");
        migration.CreateIndex("ix_flow_deployments_repairs", "flow_deployments", newest, filter: "repair IS NOT NULL");
        migration.CreateIndex("ix_flow_deployments_repository_id_at", "flow_deployments", ["repository_id", "at"]);
        migration.CreateIndex("ix_flow_deployments_team_id_at", "flow_deployments", ["team_id", "at"]);
        migration.CreateTable(
            "flow_editions",
            table => new { id = table.Column<int>(nullable: false), mark = table.Column<Guid>(nullable: false) },
            constraints: table => table.PrimaryKey("pk_flow_editions", row => row.id)
        );
    }
}
