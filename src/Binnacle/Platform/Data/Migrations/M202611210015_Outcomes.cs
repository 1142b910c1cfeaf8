using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210015_Outcomes")]
internal sealed class M202611210015_Outcomes : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        Objectives(migration);
        CheckIns(migration);
        Metrics(migration);
        Answers(migration);
    }

    private static void Objectives(MigrationBuilder migration)
    {
        migration.CreateTable(
            "outcomes_objectives",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                ends_on = table.Column<DateOnly>(nullable: false),
                engineering_owner_id = table.Column<Guid>(nullable: true),
                number = table.Column<int>(nullable: false),
                product_owner_id = table.Column<Guid>(nullable: true),
                starts_on = table.Column<DateOnly>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(maxLength: 200, nullable: false),
                why = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outcomes_objectives", row => row.id);
                table.ForeignKey(
                    "fk_outcomes_objectives_catalogue_people_engineering_owner_id",
                    row => row.engineering_owner_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_outcomes_objectives_catalogue_people_product_owner_id",
                    row => row.product_owner_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_outcomes_objectives_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_outcomes_objectives_number", "outcomes_objectives", ["number"], unique: true);
        migration.CreateIndex("ix_outcomes_objectives_starts_on", "outcomes_objectives", ["starts_on"]);
        migration.CreateIndex(
            "ix_outcomes_objectives_engineering_owner_id",
            "outcomes_objectives",
            ["engineering_owner_id"]
        );
        migration.CreateIndex("ix_outcomes_objectives_product_owner_id", "outcomes_objectives", ["product_owner_id"]);
        migration.CreateIndex("ix_outcomes_objectives_team_id", "outcomes_objectives", ["team_id"]);
        migration.CreateTable(
            "outcomes_objective_states",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                ended_at = table.Column<DateTime>(nullable: true),
                objective_id = table.Column<Guid>(nullable: false),
                proposed = table.Column<double>(nullable: true),
                score = table.Column<double>(nullable: true),
                stage = table.Column<int>(nullable: false),
                text = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outcomes_objective_states", row => row.id);
                table.ForeignKey(
                    "fk_outcomes_objective_states_outcomes_objectives_objective_id",
                    row => row.objective_id,
                    "outcomes_objectives",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_outcomes_objective_states_objective_id",
            "outcomes_objective_states",
            ["objective_id"]
        );
        migration.CreateTable(
            "outcomes_key_results",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                measure_id = table.Column<Guid>(nullable: true),
                objective_id = table.Column<Guid>(nullable: false),
                position = table.Column<int>(nullable: false),
                start = table.Column<double>(nullable: false),
                target = table.Column<double>(nullable: false),
                title = table.Column<string>(maxLength: 200, nullable: false),
                unit = table.Column<string>(maxLength: 40, nullable: false),
                weight = table.Column<double>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outcomes_key_results", row => row.id);
                table.ForeignKey(
                    "fk_outcomes_key_results_outcomes_objectives_objective_id",
                    row => row.objective_id,
                    "outcomes_objectives",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_outcomes_key_results_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_outcomes_key_results_objective_id", "outcomes_key_results", ["objective_id"]);
        migration.CreateIndex("ix_outcomes_key_results_measure_id", "outcomes_key_results", ["measure_id"]);
    }

    private static void CheckIns(MigrationBuilder migration)
    {
        migration.CreateTable(
            "outcomes_check_ins",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                confidence = table.Column<int>(nullable: false),
                corrects_id = table.Column<Guid>(nullable: true),
                day = table.Column<DateOnly>(nullable: false),
                objective_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outcomes_check_ins", row => row.id);
                table.ForeignKey(
                    "fk_outcomes_check_ins_outcomes_objectives_objective_id",
                    row => row.objective_id,
                    "outcomes_objectives",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_outcomes_check_ins_objective_id_day_at",
            "outcomes_check_ins",
            ["objective_id", "day", "at"]
        );
        migration.CreateIndex("ix_outcomes_check_ins_corrects_id", "outcomes_check_ins", ["corrects_id"], unique: true);
        migration.CreateTable(
            "outcomes_check_in_values",
            table => new
            {
                check_in_id = table.Column<Guid>(nullable: false),
                key_result_id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                day = table.Column<DateOnly>(nullable: false),
                value = table.Column<double>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outcomes_check_in_values", row => new { row.check_in_id, row.key_result_id });
                table.ForeignKey(
                    "fk_outcomes_check_in_values_outcomes_check_ins_check_in_id",
                    row => row.check_in_id,
                    "outcomes_check_ins",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_outcomes_check_in_values_outcomes_key_results_key_result_id",
                    row => row.key_result_id,
                    "outcomes_key_results",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_outcomes_check_in_values_key_result_id_day_at",
            "outcomes_check_in_values",
            ["key_result_id", "day", "at"]
        );
        migration.CreateTable(
            "outcomes_check_in_notes",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                check_in_id = table.Column<Guid>(nullable: false),
                data_class = table.Column<int>(nullable: false),
                owner_account_id = table.Column<Guid>(nullable: true),
                team_id = table.Column<Guid>(nullable: true),
                text = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outcomes_check_in_notes", row => row.id);
                table.ForeignKey(
                    "fk_outcomes_check_in_notes_outcomes_check_ins_check_in_id",
                    row => row.check_in_id,
                    "outcomes_check_ins",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_outcomes_check_in_notes_check_in_id",
            "outcomes_check_in_notes",
            ["check_in_id"],
            unique: true
        );
    }

    private static void Metrics(MigrationBuilder migration)
    {
        migration.CreateTable(
            "outcomes_terms",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                by = table.Column<string>(nullable: false),
                end_reason = table.Column<string>(nullable: true),
                ended_at = table.Column<DateTime>(nullable: true),
                ended_by = table.Column<string>(nullable: true),
                measure_id = table.Column<Guid>(nullable: false),
                reason = table.Column<string>(nullable: true),
                replaced_by_id = table.Column<Guid>(nullable: true),
                since = table.Column<DateTime>(nullable: false),
                target = table.Column<double>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outcomes_terms", row => row.id);
                table.ForeignKey(
                    "fk_outcomes_terms_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_outcomes_terms_measure_id", "outcomes_terms", ["measure_id"]);
        migration.CreateTable(
            "outcomes_ownerships",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                by = table.Column<string>(nullable: false),
                ended_at = table.Column<DateTime>(nullable: true),
                measure_id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(maxLength: 200, nullable: false),
                person_id = table.Column<Guid>(nullable: true),
                reason = table.Column<string>(nullable: true),
                side = table.Column<int>(nullable: false),
                since = table.Column<DateTime>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outcomes_ownerships", row => row.id);
                table.ForeignKey(
                    "fk_outcomes_ownerships_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_outcomes_ownerships_catalogue_people_person_id",
                    row => row.person_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_outcomes_ownerships_measure_id", "outcomes_ownerships", ["measure_id"]);
        migration.CreateIndex("ix_outcomes_ownerships_person_id", "outcomes_ownerships", ["person_id"]);
    }

    private static void Answers(MigrationBuilder migration)
    {
        migration.CreateTable(
            "outcomes_rotation_answers",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                because = table.Column<string>(nullable: false),
                by = table.Column<string>(nullable: false),
                choice = table.Column<int>(nullable: false),
                measure_id = table.Column<Guid>(nullable: false),
                proposed = table.Column<string>(maxLength: 200, nullable: false),
                reason = table.Column<string>(nullable: true),
                side = table.Column<int>(nullable: false),
                taken = table.Column<string>(maxLength: 200, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outcomes_rotation_answers", row => row.id);
                table.ForeignKey(
                    "fk_outcomes_rotation_answers_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_outcomes_rotation_answers_measure_id", "outcomes_rotation_answers", ["measure_id"]);
        migration.CreateTable(
            "outcomes_retirements",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                answered_at = table.Column<DateTime>(nullable: true),
                answered_by = table.Column<string>(nullable: true),
                because = table.Column<string>(nullable: false),
                choice = table.Column<int>(nullable: true),
                kept_until = table.Column<DateOnly>(nullable: true),
                measure_id = table.Column<Guid>(nullable: false),
                proposed_on = table.Column<DateOnly>(nullable: false),
                reason = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_outcomes_retirements", row => row.id);
                table.ForeignKey(
                    "fk_outcomes_retirements_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_outcomes_retirements_measure_id", "outcomes_retirements", ["measure_id"]);
    }
}
