using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210014_Direction")]
internal sealed class M202611210014_Direction : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        VisionAndPrinciples(migration);
        Roadmap(migration);
        Bets(migration);
        Alignment(migration);
    }

    private static void VisionAndPrinciples(MigrationBuilder migration)
    {
        migration.CreateTable(
            "direction_visions",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                number = table.Column<int>(nullable: false),
                text = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_visions", row => row.id);
            }
        );
        migration.CreateIndex("ix_direction_visions_number", "direction_visions", ["number"], unique: true);
        migration.CreateTable(
            "direction_vision_measures",
            table => new
            {
                version_id = table.Column<Guid>(nullable: false),
                measure_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_vision_measures", row => new { row.version_id, row.measure_id });
                table.ForeignKey(
                    "fk_direction_vision_measures_direction_visions_version_id",
                    row => row.version_id,
                    "direction_visions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_direction_vision_measures_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_direction_vision_measures_measure_id", "direction_vision_measures", ["measure_id"]);
        migration.CreateTable(
            "direction_vision_reviews",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                is_change = table.Column<bool>(nullable: false),
                reason = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_vision_reviews", row => row.id);
            }
        );
        migration.CreateTable(
            "direction_principles",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                name = table.Column<string>(maxLength: 100, nullable: false),
                number = table.Column<int>(nullable: false),
                over = table.Column<string>(maxLength: 200, nullable: false),
                sentence = table.Column<string>(maxLength: 400, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_principles", row => row.id);
            }
        );
        migration.CreateIndex("ix_direction_principles_number", "direction_principles", ["number"], unique: true);
        migration.CreateTable(
            "direction_principle_retirements",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                brought_back_at = table.Column<DateTime>(nullable: true),
                by = table.Column<string>(nullable: false),
                principle_id = table.Column<Guid>(nullable: false),
                reason = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_principle_retirements", row => row.id);
                table.ForeignKey(
                    "fk_direction_principle_retirements_direction_principles_princi~",
                    row => row.principle_id,
                    "direction_principles",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_direction_principle_retirements_principle_id",
            "direction_principle_retirements",
            ["principle_id"]
        );
        migration.CreateTable(
            "direction_principle_objectives",
            table => new
            {
                principle_id = table.Column<Guid>(nullable: false),
                objective = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_principle_objectives", row => new { row.principle_id, row.objective });
                table.ForeignKey(
                    "fk_direction_principle_objectives_direction_principles_princip~",
                    row => row.principle_id,
                    "direction_principles",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
    }

    private static void Roadmap(MigrationBuilder migration)
    {
        migration.CreateTable(
            "direction_milestones",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                number = table.Column<int>(nullable: false),
                objective = table.Column<int>(nullable: true),
                outcome = table.Column<string>(maxLength: 1000, nullable: false),
                target_from = table.Column<DateOnly>(nullable: false),
                target_to = table.Column<DateOnly>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(maxLength: 200, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_milestones", row => row.id);
                table.ForeignKey(
                    "fk_direction_milestones_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_direction_milestones_number", "direction_milestones", ["number"], unique: true);
        migration.CreateIndex("ix_direction_milestones_team_id", "direction_milestones", ["team_id"]);
        migration.CreateTable(
            "direction_milestone_publications",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                milestone_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_milestone_publications", row => row.id);
                table.ForeignKey(
                    "fk_direction_milestone_publications_direction_milestones_miles~",
                    row => row.milestone_id,
                    "direction_milestones",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_direction_milestone_publications_milestone_id",
            "direction_milestone_publications",
            ["milestone_id"],
            unique: true
        );
        migration.CreateTable(
            "direction_milestone_moves",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                milestone_id = table.Column<Guid>(nullable: false),
                now_from = table.Column<DateOnly>(nullable: false),
                now_to = table.Column<DateOnly>(nullable: false),
                reason = table.Column<string>(nullable: false),
                was_from = table.Column<DateOnly>(nullable: false),
                was_to = table.Column<DateOnly>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_milestone_moves", row => row.id);
                table.ForeignKey(
                    "fk_direction_milestone_moves_direction_milestones_milestone_id",
                    row => row.milestone_id,
                    "direction_milestones",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_direction_milestone_moves_milestone_id",
            "direction_milestone_moves",
            ["milestone_id"]
        );
        migration.CreateTable(
            "direction_milestone_endings",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                milestone_id = table.Column<Guid>(nullable: false),
                outcome = table.Column<int>(nullable: false),
                reason = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_milestone_endings", row => row.id);
                table.ForeignKey(
                    "fk_direction_milestone_endings_direction_milestones_milestone_~",
                    row => row.milestone_id,
                    "direction_milestones",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_direction_milestone_endings_milestone_id",
            "direction_milestone_endings",
            ["milestone_id"],
            unique: true
        );
    }

    private static void Bets(MigrationBuilder migration)
    {
        migration.CreateTable(
            "direction_hypotheses",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                belief = table.Column<string>(maxLength: 500, nullable: false),
                check_id = table.Column<string>(maxLength: 80, nullable: true),
                check_on = table.Column<DateOnly>(nullable: false),
                expected_up = table.Column<bool>(nullable: false),
                measure = table.Column<string>(maxLength: 80, nullable: true),
                number = table.Column<int>(nullable: false),
                scope_key = table.Column<string>(maxLength: 120, nullable: true),
                team_id = table.Column<Guid>(nullable: true),
                threshold = table.Column<double>(nullable: false),
                value_before = table.Column<double>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_hypotheses", row => row.id);
                table.ForeignKey(
                    "fk_direction_hypotheses_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_direction_hypotheses_number", "direction_hypotheses", ["number"], unique: true);
        migration.CreateIndex("ix_direction_hypotheses_team_id", "direction_hypotheses", ["team_id"]);
        migration.CreateTable(
            "direction_verdicts",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                first_on = table.Column<DateOnly>(nullable: true),
                hypothesis_id = table.Column<Guid>(nullable: false),
                last_on = table.Column<DateOnly>(nullable: true),
                points = table.Column<int>(nullable: false),
                value = table.Column<double>(nullable: true),
                verdict = table.Column<int>(nullable: false),
                why = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_verdicts", row => row.id);
                table.ForeignKey(
                    "fk_direction_verdicts_direction_hypotheses_hypothesis_id",
                    row => row.hypothesis_id,
                    "direction_hypotheses",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_direction_verdicts_hypothesis_id",
            "direction_verdicts",
            ["hypothesis_id"],
            unique: true
        );
        migration.CreateTable(
            "direction_answers",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                answer = table.Column<int>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                hypothesis_id = table.Column<Guid>(nullable: false),
                link = table.Column<string>(maxLength: 400, nullable: true),
                reason = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_answers", row => row.id);
                table.ForeignKey(
                    "fk_direction_answers_direction_hypotheses_hypothesis_id",
                    row => row.hypothesis_id,
                    "direction_hypotheses",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_direction_answers_hypothesis_id",
            "direction_answers",
            ["hypothesis_id"],
            unique: true
        );
    }

    private static void Alignment(MigrationBuilder migration)
    {
        migration.CreateTable(
            "direction_initiatives",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                milestone_id = table.Column<Guid>(nullable: true),
                name = table.Column<string>(maxLength: 200, nullable: false),
                number = table.Column<int>(nullable: false),
                objective = table.Column<int>(nullable: true),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_initiatives", row => row.id);
                table.ForeignKey(
                    "fk_direction_initiatives_direction_milestones_milestone_id",
                    row => row.milestone_id,
                    "direction_milestones",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_direction_initiatives_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_direction_initiatives_milestone_id", "direction_initiatives", ["milestone_id"]);
        migration.CreateIndex("ix_direction_initiatives_number", "direction_initiatives", ["number"], unique: true);
        migration.CreateIndex("ix_direction_initiatives_team_id", "direction_initiatives", ["team_id"]);
        migration.CreateTable(
            "direction_initiative_endings",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                initiative_id = table.Column<Guid>(nullable: false),
                outcome = table.Column<int>(nullable: false),
                reason = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_initiative_endings", row => row.id);
                table.ForeignKey(
                    "fk_direction_initiative_endings_direction_initiatives_initiati~",
                    row => row.initiative_id,
                    "direction_initiatives",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_direction_initiative_endings_initiative_id",
            "direction_initiative_endings",
            ["initiative_id"],
            unique: true
        );
        migration.CreateTable(
            "direction_rules",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                initiative_id = table.Column<Guid>(nullable: false),
                kind = table.Column<int>(nullable: false),
                pattern = table.Column<string>(maxLength: 400, nullable: false),
                removed_at = table.Column<DateTime>(nullable: true),
                removed_by = table.Column<string>(nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_rules", row => row.id);
                table.ForeignKey(
                    "fk_direction_rules_direction_initiatives_initiative_id",
                    row => row.initiative_id,
                    "direction_initiatives",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_direction_rules_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_direction_rules_initiative_id", "direction_rules", ["initiative_id"]);
        migration.CreateIndex("ix_direction_rules_repository_id", "direction_rules", ["repository_id"]);
        migration.CreateTable(
            "direction_changes",
            table => new
            {
                commit_id = table.Column<long>(nullable: false),
                area = table.Column<string>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                branch = table.Column<string>(nullable: true),
                initiative_id = table.Column<Guid>(nullable: true),
                kind = table.Column<int>(nullable: false),
                linked_from = table.Column<DateTime>(nullable: true),
                repository_id = table.Column<Guid>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_changes", row => row.commit_id);
                table.ForeignKey(
                    "fk_direction_changes_history_commits_commit_id",
                    row => row.commit_id,
                    "history_commits",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_direction_changes_at", "direction_changes", ["at"]);
        migration.CreateIndex("ix_direction_changes_repository_id", "direction_changes", ["repository_id"]);
        migration.CreateIndex("ix_direction_changes_initiative_id_at", "direction_changes", ["initiative_id", "at"]);
        migration.CreateTable(
            "direction_matches",
            table => new
            {
                commit_id = table.Column<long>(nullable: false),
                place = table.Column<int>(nullable: false),
                initiative_id = table.Column<Guid>(nullable: false),
                rule_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_matches", row => new { row.commit_id, row.place });
                table.ForeignKey(
                    "fk_direction_matches_direction_changes_commit_id",
                    row => row.commit_id,
                    "direction_changes",
                    "commit_id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateTable(
            "direction_matchings",
            table => new
            {
                repository_id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                changes = table.Column<int>(nullable: false),
                fingerprint = table.Column<string>(nullable: false),
                linked = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_direction_matchings", row => row.repository_id);
                table.ForeignKey(
                    "fk_direction_matchings_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
    }
}
