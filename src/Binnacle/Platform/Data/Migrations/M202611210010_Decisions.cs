using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210010_Decisions")]
internal sealed class M202611210010_Decisions : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        Decisions(migration);
        Substance(migration);
        Governance(migration);
        Links(migration);
    }

    private static void Decisions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "decisions_decisions",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                confirmation = table.Column<string>(nullable: true),
                consequences = table.Column<string>(nullable: true),
                constraints = table.Column<string>(nullable: true),
                context = table.Column<string>(nullable: true),
                data_class = table.Column<int>(nullable: false),
                decided_at = table.Column<DateTime>(nullable: true),
                decider_id = table.Column<Guid>(nullable: true),
                document_id = table.Column<Guid>(nullable: true),
                drivers = table.Column<string>(nullable: true),
                number = table.Column<int>(nullable: false),
                origin = table.Column<string>(maxLength: 240, nullable: true),
                origin_title = table.Column<string>(maxLength: 400, nullable: true),
                outcome = table.Column<string>(nullable: true),
                owner_account_id = table.Column<Guid>(nullable: true),
                proposed_at = table.Column<DateTime>(nullable: true),
                revision = table.Column<int>(nullable: false),
                revisit_on = table.Column<DateOnly>(nullable: true),
                status = table.Column<int>(nullable: false),
                status_at = table.Column<DateTime>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(maxLength: 200, nullable: false),
                written_at = table.Column<DateTime>(nullable: false),
                written_by = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_decisions_decisions", row => row.id);
                table.ForeignKey(
                    "fk_decisions_decisions_catalogue_people_decider_id",
                    row => row.decider_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_decisions_decisions_documents_documents_document_id",
                    row => row.document_id,
                    "documents_documents",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_decisions_decisions_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_decisions_decisions_number", "decisions_decisions", ["number"], unique: true);
        migration.CreateIndex(
            "ix_decisions_decisions_status_status_at",
            "decisions_decisions",
            ["status", "status_at"]
        );
        migration.CreateIndex("ix_decisions_decisions_status_at", "decisions_decisions", ["status_at"]);
        migration.CreateIndex("ix_decisions_decisions_revisit_on", "decisions_decisions", ["revisit_on"]);
        migration.CreateIndex(
            "ix_decisions_decisions_document_id",
            "decisions_decisions",
            ["document_id"],
            unique: true
        );
        migration.CreateIndex("ix_decisions_decisions_team_id", "decisions_decisions", ["team_id"]);
        migration.CreateIndex("ix_decisions_decisions_decider_id", "decisions_decisions", ["decider_id"]);
        migration.CreateTable(
            "decisions_steps",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                decision_id = table.Column<Guid>(nullable: false),
                note = table.Column<string>(nullable: true),
                status = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_decisions_steps", row => row.id);
                table.ForeignKey(
                    "fk_decisions_steps_decisions_decisions_decision_id",
                    row => row.decision_id,
                    "decisions_decisions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_decisions_steps_decision_id", "decisions_steps", ["decision_id"]);
    }

    private static void Substance(MigrationBuilder migration)
    {
        migration.CreateTable(
            "decisions_options",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                cons = table.Column<string>(nullable: true),
                decision_id = table.Column<Guid>(nullable: false),
                description = table.Column<string>(nullable: true),
                is_chosen = table.Column<bool>(nullable: false),
                position = table.Column<int>(nullable: false),
                pros = table.Column<string>(nullable: true),
                title = table.Column<string>(maxLength: 200, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_decisions_options", row => row.id);
                table.ForeignKey(
                    "fk_decisions_options_decisions_decisions_decision_id",
                    row => row.decision_id,
                    "decisions_decisions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_decisions_options_decision_id", "decisions_options", ["decision_id"]);
        migration.CreateTable(
            "decisions_versions",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                decision_id = table.Column<Guid>(nullable: false),
                kind = table.Column<int>(nullable: false),
                reason = table.Column<string>(nullable: true),
                substance = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_decisions_versions", row => row.id);
                table.ForeignKey(
                    "fk_decisions_versions_decisions_decisions_decision_id",
                    row => row.decision_id,
                    "decisions_decisions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_decisions_versions_decision_id_version",
            "decisions_versions",
            ["decision_id", "version"],
            unique: true
        );
    }

    private static void Governance(MigrationBuilder migration)
    {
        migration.CreateTable(
            "decisions_advice",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                asked_at = table.Column<DateTime>(nullable: true),
                asked_by = table.Column<string>(nullable: true),
                considered = table.Column<string>(nullable: true),
                considered_at = table.Column<DateTime>(nullable: true),
                considered_by = table.Column<string>(nullable: true),
                decision_id = table.Column<Guid>(nullable: false),
                given_at = table.Column<DateTime>(nullable: true),
                given_by = table.Column<string>(nullable: true),
                person_id = table.Column<Guid>(nullable: true),
                question = table.Column<string>(nullable: true),
                text = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_decisions_advice", row => row.id);
                table.ForeignKey(
                    "fk_decisions_advice_decisions_decisions_decision_id",
                    row => row.decision_id,
                    "decisions_decisions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_decisions_advice_catalogue_people_person_id",
                    row => row.person_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_decisions_advice_decision_id", "decisions_advice", ["decision_id"]);
        migration.CreateIndex("ix_decisions_advice_person_id_given_at", "decisions_advice", ["person_id", "given_at"]);
        migration.CreateTable(
            "decisions_confirmations",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                decision_id = table.Column<Guid>(nullable: false),
                how = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_decisions_confirmations", row => row.id);
                table.ForeignKey(
                    "fk_decisions_confirmations_decisions_decisions_decision_id",
                    row => row.decision_id,
                    "decisions_decisions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_decisions_confirmations_decision_id", "decisions_confirmations", ["decision_id"]);
        migration.CreateTable(
            "decisions_revisits",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                decision_id = table.Column<Guid>(nullable: false),
                next_on = table.Column<DateOnly>(nullable: true),
                note = table.Column<string>(nullable: false),
                verdict = table.Column<int>(nullable: false),
                was_on = table.Column<DateOnly>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_decisions_revisits", row => row.id);
                table.ForeignKey(
                    "fk_decisions_revisits_decisions_decisions_decision_id",
                    row => row.decision_id,
                    "decisions_decisions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_decisions_revisits_decision_id", "decisions_revisits", ["decision_id"]);
    }

    private static void Links(MigrationBuilder migration)
    {
        migration.CreateTable(
            "decisions_measures",
            table => new
            {
                decision_id = table.Column<Guid>(nullable: false),
                measure_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_decisions_measures", row => new { row.decision_id, row.measure_id });
                table.ForeignKey(
                    "fk_decisions_measures_decisions_decisions_decision_id",
                    row => row.decision_id,
                    "decisions_decisions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_decisions_measures_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_decisions_measures_measure_id", "decisions_measures", ["measure_id"]);
        migration.CreateTable(
            "decisions_principles",
            table => new
            {
                decision_id = table.Column<Guid>(nullable: false),
                number = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_decisions_principles", row => new { row.decision_id, row.number });
                table.ForeignKey(
                    "fk_decisions_principles_decisions_decisions_decision_id",
                    row => row.decision_id,
                    "decisions_decisions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_decisions_principles_number", "decisions_principles", ["number"]);
        migration.CreateTable(
            "decisions_links",
            table => new
            {
                younger_id = table.Column<Guid>(nullable: false),
                older_id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_decisions_links", row => new { row.younger_id, row.older_id });
                table.ForeignKey(
                    "fk_decisions_links_decisions_decisions_older_id",
                    row => row.older_id,
                    "decisions_decisions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_decisions_links_decisions_decisions_younger_id",
                    row => row.younger_id,
                    "decisions_decisions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_decisions_links_older_id", "decisions_links", ["older_id"]);
    }
}
