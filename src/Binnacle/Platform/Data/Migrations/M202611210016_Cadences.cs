using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210016_Cadences")]
internal sealed class M202611210016_Cadences : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        Cadences(migration);
        Occurrences(migration);
        Hosts(migration);
        Feeds(migration);
        Imports(migration);
        Sessions(migration);
    }

    private static void Cadences(MigrationBuilder migration)
    {
        migration.CreateTable(
            "cadences_cadences",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                agenda = table.Column<string>(nullable: true),
                changed_at = table.Column<DateTime>(nullable: false),
                data_class = table.Column<int>(nullable: false),
                ended_at = table.Column<DateTime>(nullable: true),
                ended_by = table.Column<string>(nullable: true),
                ended_on = table.Column<DateOnly>(nullable: true),
                kind = table.Column<int>(nullable: false),
                match_organizer = table.Column<string>(maxLength: 320, nullable: true),
                match_title = table.Column<string>(maxLength: 200, nullable: true),
                match_uid = table.Column<string>(maxLength: 400, nullable: true),
                name = table.Column<string>(maxLength: 200, nullable: false),
                number = table.Column<int>(nullable: false),
                on_holiday = table.Column<int>(nullable: false),
                owner_account_id = table.Column<Guid>(nullable: true),
                place = table.Column<string>(maxLength: 500, nullable: true),
                rotation_from = table.Column<DateOnly>(nullable: true),
                sequence = table.Column<int>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_cadences", row => row.id);
                table.ForeignKey(
                    "fk_cadences_cadences_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_cadences_cadences_number", "cadences_cadences", ["number"], unique: true);
        migration.CreateIndex("ix_cadences_cadences_team_id", "cadences_cadences", ["team_id"]);
        migration.CreateTable(
            "cadences_rules",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                cadence_id = table.Column<Guid>(nullable: false),
                made_at = table.Column<DateTime>(nullable: false),
                made_by = table.Column<string>(nullable: false),
                minutes = table.Column<int>(nullable: false),
                start_minute = table.Column<int>(nullable: false),
                starts_on = table.Column<DateOnly>(nullable: false),
                text = table.Column<string>(maxLength: 500, nullable: false),
                version = table.Column<int>(nullable: false),
                zone = table.Column<string>(maxLength: 64, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_rules", row => row.id);
                table.ForeignKey(
                    "fk_cadences_rules_cadences_cadences_cadence_id",
                    row => row.cadence_id,
                    "cadences_cadences",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_cadences_rules_cadence_id_version",
            "cadences_rules",
            ["cadence_id", "version"],
            unique: true
        );
    }

    private static void Occurrences(MigrationBuilder migration)
    {
        migration.CreateTable(
            "cadences_marks",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                cadence_id = table.Column<Guid>(nullable: false),
                host_id = table.Column<Guid>(nullable: true),
                moved_to_minute = table.Column<int>(nullable: true),
                moved_to_on = table.Column<DateOnly>(nullable: true),
                notes_url = table.Column<string>(maxLength: 2000, nullable: true),
                planned_on = table.Column<DateOnly>(nullable: false),
                reason = table.Column<string>(maxLength: 500, nullable: true),
                source = table.Column<string>(maxLength: 40, nullable: true),
                state = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_marks", row => row.id);
                table.ForeignKey(
                    "fk_cadences_marks_cadences_cadences_cadence_id",
                    row => row.cadence_id,
                    "cadences_cadences",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_cadences_marks_cadence_id_planned_on",
            "cadences_marks",
            ["cadence_id", "planned_on"]
        );
        migration.CreateTable(
            "cadences_holidays",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                name = table.Column<string>(maxLength: 200, nullable: false),
                on = table.Column<DateOnly>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_holidays", row => row.id);
                table.ForeignKey(
                    "fk_cadences_holidays_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_cadences_holidays_on", "cadences_holidays", ["on"]);
        migration.CreateIndex("ix_cadences_holidays_team_id", "cadences_holidays", ["team_id"]);
    }

    private static void Hosts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "cadences_hosts",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                cadence_id = table.Column<Guid>(nullable: false),
                person_id = table.Column<Guid>(nullable: false),
                position = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_hosts", row => row.id);
                table.ForeignKey(
                    "fk_cadences_hosts_cadences_cadences_cadence_id",
                    row => row.cadence_id,
                    "cadences_cadences",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_cadences_hosts_catalogue_people_person_id",
                    row => row.person_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_cadences_hosts_cadence_id", "cadences_hosts", ["cadence_id"]);
        migration.CreateIndex("ix_cadences_hosts_person_id", "cadences_hosts", ["person_id"]);
        migration.CreateTable(
            "cadences_host_changes",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                cadence_id = table.Column<Guid>(nullable: false),
                person_id = table.Column<Guid>(nullable: false),
                planned_on = table.Column<DateOnly>(nullable: false),
                reason = table.Column<string>(maxLength: 500, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_host_changes", row => row.id);
                table.ForeignKey(
                    "fk_cadences_host_changes_cadences_cadences_cadence_id",
                    row => row.cadence_id,
                    "cadences_cadences",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_cadences_host_changes_catalogue_people_person_id",
                    row => row.person_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_cadences_host_changes_cadence_id_planned_on",
            "cadences_host_changes",
            ["cadence_id", "planned_on"]
        );
        migration.CreateIndex("ix_cadences_host_changes_person_id", "cadences_host_changes", ["person_id"]);
        migration.CreateTable(
            "cadences_host_pauses",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                from_on = table.Column<DateOnly>(nullable: false),
                person_id = table.Column<Guid>(nullable: false),
                to_on = table.Column<DateOnly>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_host_pauses", row => row.id);
                table.ForeignKey(
                    "fk_cadences_host_pauses_catalogue_people_person_id",
                    row => row.person_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_cadences_host_pauses_person_id", "cadences_host_pauses", ["person_id"]);
    }

    private static void Feeds(MigrationBuilder migration)
    {
        migration.CreateTable(
            "cadences_feeds",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
                data_class = table.Column<int>(nullable: false),
                ending = table.Column<string>(maxLength: 4, nullable: false),
                hash = table.Column<string>(maxLength: 64, nullable: false),
                last_used_at = table.Column<DateTime>(nullable: true),
                owner_account_id = table.Column<Guid>(nullable: true),
                revoked_at = table.Column<DateTime>(nullable: true),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_feeds", row => row.id);
                table.ForeignKey(
                    "fk_cadences_feeds_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_cadences_feeds_access_accounts_owner_account_id",
                    row => row.owner_account_id,
                    "access_accounts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_cadences_feeds_hash", "cadences_feeds", ["hash"], unique: true);
        migration.CreateIndex("ix_cadences_feeds_owner_account_id", "cadences_feeds", ["owner_account_id"]);
        migration.CreateIndex("ix_cadences_feeds_team_id", "cadences_feeds", ["team_id"]);
    }

    private static void Imports(MigrationBuilder migration)
    {
        migration.CreateTable(
            "cadences_imports",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                applied_at = table.Column<DateTime>(nullable: true),
                data_class = table.Column<int>(nullable: false),
                events = table.Column<int>(nullable: false),
                name = table.Column<string>(maxLength: 200, nullable: false),
                notes = table.Column<string>(nullable: true),
                number = table.Column<int>(nullable: false),
                owner_account_id = table.Column<Guid>(nullable: true),
                read_at = table.Column<DateTime>(nullable: false),
                read_by = table.Column<string>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_imports", row => row.id);
            }
        );
        migration.CreateIndex("ix_cadences_imports_number", "cadences_imports", ["number"], unique: true);
        migration.CreateTable(
            "cadences_import_lines",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                cadence_id = table.Column<Guid>(nullable: false),
                import_id = table.Column<Guid>(nullable: false),
                is_told = table.Column<bool>(nullable: false),
                moved_to_minute = table.Column<int>(nullable: true),
                moved_to_on = table.Column<DateOnly>(nullable: true),
                planned_on = table.Column<DateOnly>(nullable: false),
                state = table.Column<int>(nullable: false),
                why = table.Column<string>(maxLength: 500, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_import_lines", row => row.id);
                table.ForeignKey(
                    "fk_cadences_import_lines_cadences_cadences_cadence_id",
                    row => row.cadence_id,
                    "cadences_cadences",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_cadences_import_lines_cadences_imports_import_id",
                    row => row.import_id,
                    "cadences_imports",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_cadences_import_lines_cadence_id", "cadences_import_lines", ["cadence_id"]);
        migration.CreateIndex("ix_cadences_import_lines_import_id", "cadences_import_lines", ["import_id"]);
    }

    private static void Sessions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "review_sessions",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                cadence_id = table.Column<Guid>(nullable: true),
                compared_with = table.Column<DateOnly>(nullable: true),
                facilitator = table.Column<string>(maxLength: 200, nullable: true),
                number = table.Column<int>(nullable: false),
                planned_on = table.Column<DateOnly>(nullable: true),
                started_at = table.Column<DateTime>(nullable: false),
                started_by = table.Column<string>(nullable: false),
                title = table.Column<string>(maxLength: 200, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_review_sessions", row => row.id);
                table.ForeignKey(
                    "fk_review_sessions_cadences_cadences_cadence_id",
                    row => row.cadence_id,
                    "cadences_cadences",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_review_sessions_cadence_id", "review_sessions", ["cadence_id"]);
        migration.CreateIndex("ix_review_sessions_number", "review_sessions", ["number"], unique: true);
        migration.CreateIndex("ix_review_sessions_started_at", "review_sessions", ["started_at"]);
        migration.CreateTable(
            "review_session_closures",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                note = table.Column<string>(maxLength: 500, nullable: true),
                session_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_review_session_closures", row => row.id);
                table.ForeignKey(
                    "fk_review_session_closures_review_sessions_session_id",
                    row => row.session_id,
                    "review_sessions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_review_session_closures_session_id",
            "review_session_closures",
            ["session_id"],
            unique: true
        );
        SessionParts(migration);
    }

    private static void SessionParts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "review_session_items",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                came_from = table.Column<int>(nullable: true),
                detail = table.Column<string>(maxLength: 1000, nullable: true),
                key = table.Column<string>(maxLength: 400, nullable: false),
                measure = table.Column<string>(maxLength: 120, nullable: true),
                minutes = table.Column<int>(nullable: false),
                position = table.Column<int>(nullable: false),
                section = table.Column<int>(nullable: false),
                session_id = table.Column<Guid>(nullable: false),
                state = table.Column<int>(nullable: true),
                title = table.Column<string>(maxLength: 300, nullable: false),
                url = table.Column<string>(maxLength: 400, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_review_session_items", row => row.id);
                table.ForeignKey(
                    "fk_review_session_items_review_sessions_session_id",
                    row => row.session_id,
                    "review_sessions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_review_session_items_session_id", "review_session_items", ["session_id"]);
        migration.CreateTable(
            "review_session_marks",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                item_id = table.Column<Guid>(nullable: false),
                state = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_review_session_marks", row => row.id);
                table.ForeignKey(
                    "fk_review_session_marks_review_session_items_item_id",
                    row => row.item_id,
                    "review_session_items",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_review_session_marks_item_id", "review_session_marks", ["item_id"]);
        migration.CreateTable(
            "review_session_notes",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                based_on = table.Column<int>(nullable: false),
                by = table.Column<string>(nullable: false),
                is_aside = table.Column<bool>(nullable: false),
                item_id = table.Column<Guid>(nullable: false),
                text = table.Column<string>(nullable: false),
                version = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_review_session_notes", row => row.id);
                table.ForeignKey(
                    "fk_review_session_notes_review_session_items_item_id",
                    row => row.item_id,
                    "review_session_items",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_review_session_notes_item_id_version",
            "review_session_notes",
            ["item_id", "version"],
            unique: true
        );
        migration.CreateTable(
            "review_session_results",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                is_decision = table.Column<bool>(nullable: false),
                item_id = table.Column<Guid>(nullable: true),
                measures = table.Column<string>(maxLength: 400, nullable: true),
                number = table.Column<int>(nullable: false),
                session_id = table.Column<Guid>(nullable: false),
                title = table.Column<string>(maxLength: 300, nullable: false),
                url = table.Column<string>(maxLength: 400, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_review_session_results", row => row.id);
                table.ForeignKey(
                    "fk_review_session_results_review_sessions_session_id",
                    row => row.session_id,
                    "review_sessions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_review_session_results_session_id", "review_session_results", ["session_id"]);
    }
}
