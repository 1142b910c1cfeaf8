using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>What tools tell: sources, their events as they came, and the facts that were read from them.</summary>
[Migration("202611210022_Intake")]
internal sealed class M202611210022_Intake : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        Sources(migration);
        Events(migration);
        Changes(migration);
        ChangeReviews(migration);
        Builds(migration);
        Deployments(migration);
        Alarms(migration);
        WorkItems(migration);
        WorkItemMoves(migration);
        PushedCommits(migration);
        Releases(migration);
    }

    private static void Sources(MigrationBuilder migration)
    {
        migration.CreateTable(
            "intake_sources",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                closed_at = table.Column<DateTime>(nullable: true),
                closed_by = table.Column<string>(nullable: true),
                kind = table.Column<string>(maxLength: 40, nullable: false),
                name = table.Column<string>(maxLength: 100, nullable: false),
                refused_at = table.Column<DateTime>(nullable: true),
                refused_because = table.Column<string>(maxLength: 200, nullable: true),
                retention_days = table.Column<int>(nullable: false),
                secret = table.Column<string>(nullable: true),
                slug = table.Column<string>(maxLength: 60, nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_intake_sources", row => row.id)
        );
        migration.CreateIndex("ix_intake_sources_slug", "intake_sources", ["slug"], unique: true);
        migration.CreateTable(
            "intake_days",
            table => new
            {
                source_id = table.Column<Guid>(nullable: false),
                day = table.Column<DateOnly>(nullable: false),
                again = table.Column<int>(nullable: false),
                received = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_intake_days", row => new { row.source_id, row.day });
                table.ForeignKey(
                    "fk_intake_days_intake_sources_source_id",
                    row => row.source_id,
                    "intake_sources",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
    }

    private static void Events(MigrationBuilder migration)
    {
        migration.CreateTable(
            "intake_events",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                delivery = table.Column<string>(maxLength: 300, nullable: false),
                @event = table.Column<string>(maxLength: 100, nullable: false),
                facts = table.Column<int>(nullable: false),
                read_at = table.Column<DateTime>(nullable: true),
                reason = table.Column<string>(maxLength: 500, nullable: true),
                received_at = table.Column<DateTime>(nullable: false),
                size = table.Column<int>(nullable: false),
                source_id = table.Column<Guid>(nullable: false),
                state = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_intake_events", row => row.id);
                table.ForeignKey(
                    "fk_intake_events_intake_sources_source_id",
                    row => row.source_id,
                    "intake_sources",
                    "id",
                    onDelete: ReferentialAction.Restrict
                );
            }
        );
        migration.CreateIndex(
            "ix_intake_events_source_id_delivery",
            "intake_events",
            ["source_id", "delivery"],
            unique: true
        );
        migration.CreateIndex("ix_intake_events_source_id_received_at", "intake_events", ["source_id", "received_at"]);
        migration.CreateIndex("ix_intake_events_waiting", "intake_events", ["received_at"], filter: "state = 0");
        migration.CreateIndex(
            "ix_intake_events_failed",
            "intake_events",
            ["source_id", "received_at"],
            filter: "state = 3"
        );
        migration.CreateTable(
            "intake_bodies",
            table => new
            {
                event_id = table.Column<Guid>(nullable: false),
                packed = table.Column<byte[]>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_intake_bodies", row => row.event_id);
                table.ForeignKey(
                    "fk_intake_bodies_intake_events_event_id",
                    row => row.event_id,
                    "intake_events",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
    }

    private static void Changes(MigrationBuilder migration)
    {
        migration.CreateTable(
            "facts_changes",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added = table.Column<int>(nullable: true),
                author = table.Column<string>(nullable: true),
                base_branch = table.Column<string>(nullable: true),
                closed_at = table.Column<DateTime>(nullable: true),
                commits = table.Column<int>(nullable: true),
                deleted = table.Column<int>(nullable: true),
                files = table.Column<int>(nullable: true),
                first_commit_at = table.Column<DateTime>(nullable: true),
                head_branch = table.Column<string>(nullable: true),
                head_commit = table.Column<string>(nullable: true),
                is_by_bot = table.Column<bool>(nullable: true),
                is_draft = table.Column<bool>(nullable: true),
                key = table.Column<string>(nullable: false),
                labels = table.Column<string>(nullable: true),
                merge_commit = table.Column<string>(nullable: true),
                merged_at = table.Column<DateTime>(nullable: true),
                number = table.Column<string>(nullable: false),
                opened_at = table.Column<DateTime>(nullable: true),
                ready_at = table.Column<DateTime>(nullable: true),
                reopened_at = table.Column<DateTime>(nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
                repository_key = table.Column<string>(nullable: false),
                stamps = table.Column<string>(nullable: false),
                title = table.Column<string>(nullable: true),
                url = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_facts_changes", row => row.id)
        );
        migration.CreateIndex("ix_facts_changes_repository_id", "facts_changes", ["repository_id"]);
        migration.CreateIndex("ix_facts_changes_repository_key", "facts_changes", ["repository_key"]);
        migration.CreateIndex("ix_facts_changes_merged_at", "facts_changes", ["merged_at"]);
    }

    private static void ChangeReviews(MigrationBuilder migration)
    {
        migration.CreateTable(
            "facts_reviews",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: true),
                change_id = table.Column<Guid>(nullable: false),
                is_by_bot = table.Column<bool>(nullable: true),
                key = table.Column<string>(nullable: false),
                repository_id = table.Column<Guid>(nullable: true),
                repository_key = table.Column<string>(nullable: false),
                reviewer = table.Column<string>(nullable: true),
                stamps = table.Column<string>(nullable: false),
                verdict = table.Column<int>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_facts_reviews", row => row.id)
        );
        migration.CreateIndex("ix_facts_reviews_repository_id", "facts_reviews", ["repository_id"]);
        migration.CreateIndex("ix_facts_reviews_repository_key", "facts_reviews", ["repository_key"]);
        migration.CreateIndex("ix_facts_reviews_change_id", "facts_reviews", ["change_id"]);
    }

    private static void Builds(MigrationBuilder migration)
    {
        migration.CreateTable(
            "facts_builds",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                attempt = table.Column<int>(nullable: true),
                branch = table.Column<string>(nullable: true),
                commit = table.Column<string>(nullable: true),
                ended_at = table.Column<DateTime>(nullable: true),
                key = table.Column<string>(nullable: false),
                name = table.Column<string>(nullable: true),
                outcome = table.Column<int>(nullable: true),
                parent_id = table.Column<Guid>(nullable: true),
                queued_at = table.Column<DateTime>(nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
                repository_key = table.Column<string>(nullable: false),
                stamps = table.Column<string>(nullable: false),
                started_at = table.Column<DateTime>(nullable: true),
                url = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_facts_builds", row => row.id)
        );
        migration.CreateIndex("ix_facts_builds_repository_id", "facts_builds", ["repository_id"]);
        migration.CreateIndex("ix_facts_builds_repository_key", "facts_builds", ["repository_key"]);
        migration.CreateIndex("ix_facts_builds_parent_id", "facts_builds", ["parent_id"]);
        migration.CreateIndex("ix_facts_builds_ended_at", "facts_builds", ["ended_at"]);
    }

    private static void Deployments(MigrationBuilder migration)
    {
        migration.CreateTable(
            "facts_deployments",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                commit = table.Column<string>(nullable: true),
                created_at = table.Column<DateTime>(nullable: true),
                ended_at = table.Column<DateTime>(nullable: true),
                environment = table.Column<string>(nullable: true),
                is_production = table.Column<bool>(nullable: true),
                is_rollback = table.Column<bool>(nullable: true),
                key = table.Column<string>(nullable: false),
                outcome = table.Column<int>(nullable: true),
                removed_at = table.Column<DateTime>(nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
                repository_key = table.Column<string>(nullable: false),
                service_name = table.Column<string>(nullable: true),
                stamps = table.Column<string>(nullable: false),
                started_at = table.Column<DateTime>(nullable: true),
                url = table.Column<string>(nullable: true),
                version = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_facts_deployments", row => row.id)
        );
        migration.CreateIndex("ix_facts_deployments_repository_id", "facts_deployments", ["repository_id"]);
        migration.CreateIndex("ix_facts_deployments_repository_key", "facts_deployments", ["repository_key"]);
        migration.CreateIndex("ix_facts_deployments_ended_at", "facts_deployments", ["ended_at"]);
    }

    private static void Alarms(MigrationBuilder migration)
    {
        migration.CreateTable(
            "facts_alarms",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                acknowledged_at = table.Column<DateTime>(nullable: true),
                group_key = table.Column<string>(nullable: true),
                key = table.Column<string>(nullable: false),
                kind = table.Column<int>(nullable: false),
                reopened_at = table.Column<DateTime>(nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
                repository_key = table.Column<string>(nullable: false),
                resolved_at = table.Column<DateTime>(nullable: true),
                runbook_url = table.Column<string>(nullable: true),
                service_name = table.Column<string>(nullable: true),
                severity = table.Column<string>(nullable: true),
                stamps = table.Column<string>(nullable: false),
                started_at = table.Column<DateTime>(nullable: true),
                title = table.Column<string>(nullable: true),
                url = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_facts_alarms", row => row.id)
        );
        migration.CreateIndex("ix_facts_alarms_repository_id", "facts_alarms", ["repository_id"]);
        migration.CreateIndex("ix_facts_alarms_repository_key", "facts_alarms", ["repository_key"]);
        migration.CreateIndex("ix_facts_alarms_started_at", "facts_alarms", ["started_at"]);
    }

    private static void WorkItems(MigrationBuilder migration)
    {
        migration.CreateTable(
            "facts_items",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                closed_at = table.Column<DateTime>(nullable: true),
                created_at = table.Column<DateTime>(nullable: true),
                deleted_at = table.Column<DateTime>(nullable: true),
                key = table.Column<string>(nullable: false),
                labels = table.Column<string>(nullable: true),
                name = table.Column<string>(nullable: false),
                reopened_at = table.Column<DateTime>(nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
                repository_key = table.Column<string>(nullable: false),
                stamps = table.Column<string>(nullable: false),
                status = table.Column<string>(nullable: true),
                title = table.Column<string>(nullable: true),
                type = table.Column<string>(nullable: true),
                url = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_facts_items", row => row.id)
        );
        migration.CreateIndex("ix_facts_items_repository_id", "facts_items", ["repository_id"]);
        migration.CreateIndex("ix_facts_items_repository_key", "facts_items", ["repository_key"]);
        migration.CreateIndex("ix_facts_items_created_at", "facts_items", ["created_at"]);
    }

    private static void WorkItemMoves(MigrationBuilder migration)
    {
        migration.CreateTable(
            "facts_moves",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: true),
                from = table.Column<string>(nullable: true),
                item_id = table.Column<Guid>(nullable: false),
                key = table.Column<string>(nullable: false),
                repository_id = table.Column<Guid>(nullable: true),
                repository_key = table.Column<string>(nullable: false),
                stamps = table.Column<string>(nullable: false),
                to = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_facts_moves", row => row.id)
        );
        migration.CreateIndex("ix_facts_moves_repository_id", "facts_moves", ["repository_id"]);
        migration.CreateIndex("ix_facts_moves_repository_key", "facts_moves", ["repository_key"]);
        migration.CreateIndex("ix_facts_moves_item_id", "facts_moves", ["item_id"]);
    }

    private static void PushedCommits(MigrationBuilder migration)
    {
        migration.CreateTable(
            "facts_commits",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                commit = table.Column<string>(nullable: false),
                key = table.Column<string>(nullable: false),
                on_default_branch_at = table.Column<DateTime>(nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
                repository_key = table.Column<string>(nullable: false),
                stamps = table.Column<string>(nullable: false),
                subject = table.Column<string>(nullable: true),
                written_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_facts_commits", row => row.id)
        );
        migration.CreateIndex("ix_facts_commits_repository_id", "facts_commits", ["repository_id"]);
        migration.CreateIndex("ix_facts_commits_repository_key", "facts_commits", ["repository_key"]);
    }

    private static void Releases(MigrationBuilder migration)
    {
        migration.CreateTable(
            "facts_releases",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                commit = table.Column<string>(nullable: true),
                deleted_at = table.Column<DateTime>(nullable: true),
                is_prerelease = table.Column<bool>(nullable: true),
                key = table.Column<string>(nullable: false),
                published_at = table.Column<DateTime>(nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
                repository_key = table.Column<string>(nullable: false),
                stamps = table.Column<string>(nullable: false),
                tag = table.Column<string>(nullable: false),
                url = table.Column<string>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_facts_releases", row => row.id)
        );
        migration.CreateIndex("ix_facts_releases_repository_id", "facts_releases", ["repository_id"]);
        migration.CreateIndex("ix_facts_releases_repository_key", "facts_releases", ["repository_key"]);
    }
}
