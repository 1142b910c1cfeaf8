using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Verdicts on commitments with their answers, moves, hand-overs and reminders as rows.</summary>
[Migration("202611210012_Verification")]
internal sealed class M202611210012_Verification : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        AddColumns(migration);
        AddSteps(migration);
        AddVerifications(migration);
        AddReminders(migration);
    }

    private void AddColumns(MigrationBuilder migration)
    {
        const string table = "commitments_commitments";
        migration.AddColumn<int>("closed_as", table, nullable: true);
        migration.AddColumn<DateOnly>("closed_on", table, nullable: true);
        migration.AddColumn<string>("expected_measure", table, maxLength: 80, nullable: true);
        migration.AddColumn<DateOnly>("failed_on", table, nullable: true);
        migration.AddColumn<DateOnly>("look_on", table, nullable: true);
        migration.AddColumn<DateOnly>("looked_for", table, nullable: true);
        migration.AddColumn<DateOnly>("promised_on", table, nullable: true);
        migration.AddColumn<string>("unit_before", table, nullable: true);
        migration.AddColumn<int>("verdict", table, nullable: true);
        migration.AddColumn<int>("version_before", table, nullable: true);
        migration.CreateIndex(
            "ix_commitments_commitments_closed_on_due_on_number",
            table,
            ["closed_on", "due_on", "number"]
        );
        migration.CreateIndex("ix_commitments_commitments_look_on", table, ["look_on"]);
        migration.CreateIndex("ix_commitments_commitments_failed_on", table, ["failed_on"]);
        migration.CreateIndex(
            "ix_commitments_commitments_promised",
            table,
            ["promised_on", "team_id", "data_class", "closed_as", "closed_on"]
        );
        migration.CreateIndex(
            "ix_commitments_commitments_looked",
            table,
            ["looked_for", "team_id", "data_class", "verdict"]
        );
        // A page of one record tells its own history.
        migration.CreateIndex("ix_timeline_events_subject_url", "timeline_events", ["subject_url"]);
        // What was there before: the due date is the promise, and what expects an effect is looked at.
        var day =
            ActiveProvider?.EndsWith("Sqlite", StringComparison.Ordinal) == true
                ? "date(at)"
                : "(at AT TIME ZONE 'UTC')::date";
        migration.Sql("UPDATE commitments_commitments SET promised_on = due_on");
        migration.Sql(
            $"""
            UPDATE commitments_commitments SET
                closed_on = (SELECT {day} FROM commitments_closures WHERE commitment_id = commitments_commitments.id),
                closed_as = (SELECT outcome FROM commitments_closures WHERE commitment_id = commitments_commitments.id)
            """
        );
        migration.Sql(
            "UPDATE commitments_commitments SET look_on = verify_on WHERE expected_check_id IS NOT NULL AND (closed_as IS NULL OR closed_as = 0)"
        );
    }

    private static void AddSteps(MigrationBuilder migration)
    {
        migration.CreateTable(
            "commitments_moves",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                commitment_id = table.Column<Guid>(nullable: false),
                due_after = table.Column<DateOnly>(nullable: false),
                due_before = table.Column<DateOnly>(nullable: false),
                reason = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_commitments_moves", row => row.id);
                table.ForeignKey(
                    "fk_commitments_moves_commitments_commitments_commitment_id",
                    row => row.commitment_id,
                    "commitments_commitments",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_commitments_moves_commitment_id", "commitments_moves", ["commitment_id"]);

        migration.CreateTable(
            "commitments_hand_overs",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                commitment_id = table.Column<Guid>(nullable: false),
                owner_after = table.Column<string>(nullable: false),
                owner_before = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_commitments_hand_overs", row => row.id);
                table.ForeignKey(
                    "fk_commitments_hand_overs_commitments_commitments_commitment_id",
                    row => row.commitment_id,
                    "commitments_commitments",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_commitments_hand_overs_commitment_id", "commitments_hand_overs", ["commitment_id"]);
    }

    private static void AddVerifications(MigrationBuilder migration)
    {
        migration.CreateTable(
            "commitments_verifications",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                after = table.Column<double>(nullable: true),
                after_from = table.Column<DateOnly>(nullable: true),
                after_to = table.Column<DateOnly>(nullable: true),
                at = table.Column<DateTime>(nullable: false),
                before = table.Column<double>(nullable: true),
                before_from = table.Column<DateOnly>(nullable: true),
                before_to = table.Column<DateOnly>(nullable: true),
                commitment_id = table.Column<Guid>(nullable: false),
                count_after = table.Column<int>(nullable: false),
                count_before = table.Column<int>(nullable: false),
                detectable = table.Column<double>(nullable: true),
                high = table.Column<double>(nullable: true),
                less_than_promised = table.Column<bool>(nullable: false),
                looked_for = table.Column<DateOnly>(nullable: false),
                low = table.Column<double>(nullable: true),
                method = table.Column<int>(nullable: false),
                unit = table.Column<string>(nullable: false),
                unmeasurable = table.Column<int>(nullable: false),
                verdict = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_commitments_verifications", row => row.id);
                table.ForeignKey(
                    "fk_commitments_verifications_commitments_commitments_commitmen~",
                    row => row.commitment_id,
                    "commitments_commitments",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_commitments_verifications_commitment_id_looked_for",
            "commitments_verifications",
            ["commitment_id", "looked_for"],
            unique: true
        );
        migration.CreateIndex("ix_commitments_verifications_at", "commitments_verifications", ["at"]);

        migration.CreateTable(
            "commitments_answers",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                commitment = table.Column<int>(nullable: true),
                kind = table.Column<int>(nullable: false),
                look_on = table.Column<DateOnly>(nullable: true),
                reason = table.Column<string>(nullable: true),
                verification_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_commitments_answers", row => row.id);
                table.ForeignKey(
                    "fk_commitments_answers_commitments_verifications_verification_~",
                    row => row.verification_id,
                    "commitments_verifications",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_commitments_answers_verification_id",
            "commitments_answers",
            ["verification_id"],
            unique: true
        );
    }

    private static void AddReminders(MigrationBuilder migration)
    {
        migration.CreateTable(
            "commitments_reminders",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                commitment_id = table.Column<Guid>(nullable: true),
                kind = table.Column<int>(nullable: false),
                owner_id = table.Column<Guid>(nullable: false),
                sent_on = table.Column<DateOnly>(nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_commitments_reminders", row => row.id)
        );
        migration.CreateIndex(
            "ix_commitments_reminders_sent_on_owner_id",
            "commitments_reminders",
            ["sent_on", "owner_id"]
        );
    }
}
