using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611200004_Review")]
internal sealed class M202611200004_Review : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable(
            "checks_evaluations",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                date = table.Column<DateOnly>(nullable: false),
                is_replay = table.Column<bool>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_checks_evaluations", row => row.id);
            }
        );
        migration.CreateIndex("ix_checks_evaluations_date", "checks_evaluations", ["date"], unique: true);

        migration.CreateTable(
            "checks_snapshots",
            table => new
            {
                scope_key = table.Column<string>(maxLength: 120, nullable: false),
                check_id = table.Column<string>(maxLength: 80, nullable: false),
                date = table.Column<DateOnly>(nullable: false),
                coverage_known = table.Column<int>(nullable: true),
                coverage_of = table.Column<string>(nullable: true),
                coverage_total = table.Column<int>(nullable: true),
                evidence_total = table.Column<int>(nullable: false),
                facts = table.Column<string>(nullable: true),
                headline = table.Column<string>(nullable: false),
                newest_at = table.Column<DateTime>(nullable: true),
                newest_what = table.Column<string>(nullable: true),
                next_step = table.Column<string>(nullable: false),
                number = table.Column<double>(nullable: true),
                sample_count = table.Column<int>(nullable: false),
                sample_of = table.Column<string>(nullable: false),
                state = table.Column<int>(nullable: false),
                target = table.Column<string>(nullable: true),
                text = table.Column<string>(nullable: false),
                unit = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey(
                    "pk_checks_snapshots",
                    row => new
                    {
                        row.scope_key,
                        row.check_id,
                        row.date,
                    }
                );
            }
        );
        migration.CreateIndex("ix_checks_snapshots_date", "checks_snapshots", ["date"]);

        migration.CreateTable(
            "checks_evidence",
            table => new
            {
                scope_key = table.Column<string>(maxLength: 120, nullable: false),
                check_id = table.Column<string>(maxLength: 80, nullable: false),
                ordinal = table.Column<int>(nullable: false),
                at = table.Column<DateTime>(nullable: true),
                commit = table.Column<string>(nullable: true),
                line = table.Column<int>(nullable: true),
                note = table.Column<string>(nullable: true),
                path = table.Column<string>(nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
                state = table.Column<int>(nullable: true),
                title = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey(
                    "pk_checks_evidence",
                    row => new
                    {
                        row.scope_key,
                        row.check_id,
                        row.ordinal,
                    }
                );
            }
        );

        migration.CreateTable(
            "commitments_commitments",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                data_class = table.Column<int>(nullable: false),
                detail = table.Column<string>(nullable: true),
                due_on = table.Column<DateOnly>(nullable: false),
                expected_at_least = table.Column<double>(nullable: true),
                expected_check_id = table.Column<string>(nullable: true),
                expected_scope = table.Column<string>(nullable: true),
                expected_up = table.Column<bool>(nullable: false),
                made_at = table.Column<DateTime>(nullable: false),
                made_by = table.Column<string>(nullable: false),
                number = table.Column<int>(nullable: false),
                number_before = table.Column<double>(nullable: true),
                origin = table.Column<string>(maxLength: 240, nullable: true),
                origin_title = table.Column<string>(nullable: true),
                owner_account_id = table.Column<Guid>(nullable: true),
                owner_id = table.Column<Guid>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(maxLength: 200, nullable: false),
                verify_on = table.Column<DateOnly>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_commitments_commitments", row => row.id);
                table.ForeignKey(
                    "fk_commitments_commitments_catalogue_people_owner_id",
                    row => row.owner_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_commitments_commitments_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id"
                );
            }
        );
        migration.CreateIndex("ix_commitments_commitments_due_on", "commitments_commitments", ["due_on"]);
        migration.CreateIndex("ix_commitments_commitments_number", "commitments_commitments", ["number"], unique: true);
        migration.CreateIndex("ix_commitments_commitments_origin", "commitments_commitments", ["origin"]);
        migration.CreateIndex("ix_commitments_commitments_owner_id", "commitments_commitments", ["owner_id"]);
        migration.CreateIndex("ix_commitments_commitments_team_id", "commitments_commitments", ["team_id"]);

        migration.CreateTable(
            "commitments_closures",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                commitment_id = table.Column<Guid>(nullable: false),
                note = table.Column<string>(nullable: true),
                outcome = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_commitments_closures", row => row.id);
                table.ForeignKey(
                    "fk_commitments_closures_commitments_commitments_commitment_id",
                    row => row.commitment_id,
                    "commitments_commitments",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_commitments_closures_commitment_id",
            "commitments_closures",
            ["commitment_id"],
            unique: true
        );

        migration.CreateTable(
            "jobs_runs",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                done = table.Column<long>(nullable: false),
                ended_at = table.Column<DateTime>(nullable: true),
                job = table.Column<string>(maxLength: 60, nullable: false),
                key = table.Column<string>(maxLength: 80, nullable: false),
                message = table.Column<string>(nullable: true),
                outcome = table.Column<int>(nullable: true),
                queued_at = table.Column<DateTime>(nullable: false),
                started_at = table.Column<DateTime>(nullable: true),
                step = table.Column<string>(nullable: true),
                alive_at = table.Column<DateTime>(nullable: true),
                stop_asked_at = table.Column<DateTime>(nullable: true),
                title = table.Column<string>(nullable: false),
                total = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_jobs_runs", row => row.id);
            }
        );
        migration.CreateIndex("ix_jobs_runs_ended_at", "jobs_runs", ["ended_at"]);
        migration.CreateIndex("ix_jobs_runs_queued_at", "jobs_runs", ["queued_at"]);

        migration.CreateTable(
            "review_marks",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                date = table.Column<DateOnly>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_review_marks", row => row.id);
            }
        );
        migration.CreateIndex("ix_review_marks_at", "review_marks", ["at"]);
    }
}
