using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Changes, deliveries and production deployments, worked out of facts and history.</summary>
[Migration("202611220010_Delivery")]
internal sealed class M202611220010_Delivery : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        Changes(migration);
        Deliveries(migration);
        Deployments(migration);
        migration.CreateTable(
            "flow_unattributed_incidents",
            table => new
            {
                incident_id = table.Column<Guid>(nullable: false),
                service_id = table.Column<Guid>(nullable: true),
                started_at = table.Column<DateTime>(nullable: false),
                why = table.Column<string>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_flow_unattributed_incidents", row => row.incident_id)
        );
        migration.CreateTable(
            "flow_readings",
            table => new
            {
                repository_id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                fingerprint = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_flow_readings", row => row.repository_id);
                table.ForeignKey(
                    "fk_flow_readings_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
    }

    private static void Changes(MigrationBuilder migration)
    {
        migration.CreateTable(
            "flow_changes",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added = table.Column<int>(nullable: true),
                closed_at = table.Column<DateTime>(nullable: true),
                commit = table.Column<string>(nullable: true),
                decided_by = table.Column<int>(nullable: false),
                deleted = table.Column<int>(nullable: true),
                deployed_at = table.Column<DateTime>(nullable: true),
                first_commit_at = table.Column<DateTime>(nullable: true),
                first_review_at = table.Column<DateTime>(nullable: true),
                is_by_bot = table.Column<bool>(nullable: false),
                kind = table.Column<int>(nullable: false),
                merged_at = table.Column<DateTime>(nullable: true),
                number = table.Column<string>(nullable: false),
                opened_at = table.Column<DateTime>(nullable: true),
                origin = table.Column<int>(nullable: false),
                ready_at = table.Column<DateTime>(nullable: true),
                repository_id = table.Column<Guid>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(nullable: false),
                url = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_flow_changes", row => row.id);
                table.ForeignKey(
                    "fk_flow_changes_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_flow_changes_deployed_at", "flow_changes", ["deployed_at"]);
        migration.CreateIndex("ix_flow_changes_merged_at", "flow_changes", ["merged_at"]);
        migration.CreateIndex("ix_flow_changes_repository_id", "flow_changes", ["repository_id"]);
    }

    private static void Deliveries(MigrationBuilder migration)
    {
        migration.CreateTable(
            "flow_arrivals",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: true),
                change_id = table.Column<Guid>(nullable: false),
                deployment_id = table.Column<Guid>(nullable: true),
                repository_id = table.Column<Guid>(nullable: false),
                service_id = table.Column<Guid>(nullable: true),
                state = table.Column<int>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_flow_arrivals", row => row.id)
        );
        migration.CreateIndex("ix_flow_arrivals_change_id", "flow_arrivals", ["change_id"]);
        migration.CreateIndex("ix_flow_arrivals_deployment_id", "flow_arrivals", ["deployment_id"]);
        migration.CreateIndex("ix_flow_arrivals_repository_id", "flow_arrivals", ["repository_id"]);
        migration.CreateIndex("ix_flow_arrivals_service_id_at", "flow_arrivals", ["service_id", "at"]);
    }

    private static void Deployments(MigrationBuilder migration)
    {
        migration.CreateTable(
            "flow_deployments",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                cause = table.Column<int>(nullable: true),
                changes = table.Column<int>(nullable: true),
                commit = table.Column<string>(nullable: true),
                environment = table.Column<string>(nullable: false),
                incident_id = table.Column<Guid>(nullable: true),
                is_approximation = table.Column<bool>(nullable: false),
                is_rollback = table.Column<bool>(nullable: false),
                name = table.Column<string>(nullable: false),
                repair = table.Column<int>(nullable: true),
                repository_id = table.Column<Guid>(nullable: false),
                restored_at = table.Column<DateTime>(nullable: true),
                service_id = table.Column<Guid>(nullable: true),
                started_at = table.Column<DateTime>(nullable: true),
                team_id = table.Column<Guid>(nullable: true),
                undoes = table.Column<int>(nullable: true),
                undone = table.Column<int>(nullable: true),
                undone_at = table.Column<DateTime>(nullable: true),
                url = table.Column<string>(nullable: true),
                version = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_flow_deployments", row => row.id)
        );
        migration.CreateIndex("ix_flow_deployments_at", "flow_deployments", ["at"]);
        migration.CreateIndex("ix_flow_deployments_repository_id", "flow_deployments", ["repository_id"]);
        migration.CreateIndex("ix_flow_deployments_service_id_at", "flow_deployments", ["service_id", "at"]);
    }
}
