using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210011_Signals")]
internal sealed class M202611210011_Signals : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        Allowed(migration);
        migration.AddColumn<string>("description", "signals_measures", maxLength: 2000, nullable: true);
        migration.AddColumn<int>("fresh_days", "signals_measures", nullable: true);
        migration.AddColumn<int>("version", "signals_measures", nullable: false, defaultValue: 1);
        migration.AddColumn<int>("version", "signals_points", nullable: false, defaultValue: 1);
        migration.AddColumn<double>("coverage", "signals_points", nullable: true);
        Definitions(migration);
        Digests(migration);
        Connections(migration);
        Sources(migration);
        Tries(migration);
        Annotations(migration);
    }

    private static void Allowed(MigrationBuilder migration) =>
        migration.CreateTable(
            "outbound_allowed",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                allowed_at = table.Column<DateTime>(nullable: false),
                allowed_by = table.Column<string>(maxLength: 200, nullable: false),
                destination = table.Column<string>(maxLength: 255, nullable: false),
                reason = table.Column<string>(maxLength: 400, nullable: true),
                taken_back_at = table.Column<DateTime>(nullable: true),
                taken_back_by = table.Column<string>(maxLength: 200, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_outbound_allowed", row => row.id)
        );

    private static void Definitions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "signals_definitions",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                better = table.Column<int>(nullable: false),
                defined_at = table.Column<DateTime>(nullable: false),
                defined_by = table.Column<string>(maxLength: 200, nullable: false),
                description = table.Column<string>(maxLength: 2000, nullable: true),
                from = table.Column<DateOnly>(nullable: false),
                measure_id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(maxLength: 200, nullable: false),
                reason = table.Column<string>(maxLength: 400, nullable: true),
                unit = table.Column<string>(maxLength: 40, nullable: false),
                version = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_signals_definitions", row => row.id);
                table.ForeignKey(
                    "fk_signals_definitions_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_signals_definitions_measure_id_version",
            "signals_definitions",
            ["measure_id", "version"],
            unique: true
        );
    }

    private static void Digests(MigrationBuilder migration) =>
        migration.CreateTable(
            "signals_digests",
            table => new
            {
                measure_id = table.Column<Guid>(nullable: false),
                change = table.Column<string>(nullable: true),
                counted_at = table.Column<DateTime>(nullable: false),
                is_behind = table.Column<bool>(nullable: false),
                newest = table.Column<double>(nullable: true),
                newest_on = table.Column<DateOnly>(nullable: true),
                points = table.Column<int>(nullable: false),
                weeks = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_signals_digests", row => row.measure_id);
                table.ForeignKey(
                    "fk_signals_digests_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );

    private static void Connections(MigrationBuilder migration) =>
        migration.CreateTable(
            "signals_connections",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                database = table.Column<string>(maxLength: 63, nullable: false),
                defined_at = table.Column<DateTime>(nullable: false),
                defined_by = table.Column<string>(maxLength: 200, nullable: false),
                host = table.Column<string>(maxLength: 255, nullable: false),
                name = table.Column<string>(maxLength: 100, nullable: false),
                password = table.Column<string>(nullable: true),
                port = table.Column<int>(nullable: false),
                retired_at = table.Column<DateTime>(nullable: true),
                security = table.Column<int>(nullable: false),
                user_name = table.Column<string>(maxLength: 63, nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_signals_connections", row => row.id)
        );

    private static void Sources(MigrationBuilder migration)
    {
        migration.CreateTable(
            "signals_sources",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                backfill_from = table.Column<DateOnly>(nullable: true),
                backfilled_to = table.Column<DateOnly>(nullable: true),
                check_id = table.Column<string>(maxLength: 80, nullable: true),
                connection_id = table.Column<Guid>(nullable: true),
                failures = table.Column<int>(nullable: false),
                kind = table.Column<int>(nullable: false),
                last_failure = table.Column<string>(maxLength: 1000, nullable: true),
                last_failure_at = table.Column<DateTime>(nullable: true),
                last_success_at = table.Column<DateTime>(nullable: true),
                last_tried_at = table.Column<DateTime>(nullable: true),
                measure_id = table.Column<Guid>(nullable: false),
                next_try_at = table.Column<DateTime>(nullable: true),
                schedule = table.Column<int>(nullable: false),
                scope_key = table.Column<string>(maxLength: 120, nullable: true),
                secret = table.Column<string>(nullable: true),
                set_at = table.Column<DateTime>(nullable: false),
                set_by = table.Column<string>(maxLength: 200, nullable: false),
                settings = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_signals_sources", row => row.id);
                table.ForeignKey(
                    "fk_signals_sources_signals_connections_connection_id",
                    row => row.connection_id,
                    "signals_connections",
                    "id",
                    onDelete: ReferentialAction.Restrict
                );
                table.ForeignKey(
                    "fk_signals_sources_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_signals_sources_connection_id", "signals_sources", ["connection_id"]);
        migration.CreateIndex("ix_signals_sources_measure_id", "signals_sources", ["measure_id"], unique: true);
        migration.CreateIndex("ix_signals_sources_next_try_at", "signals_sources", ["next_try_at"]);
    }

    private static void Tries(MigrationBuilder migration)
    {
        migration.CreateTable(
            "signals_tries",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                is_good = table.Column<bool>(nullable: false),
                milliseconds = table.Column<int>(nullable: false),
                points = table.Column<int>(nullable: false),
                source_id = table.Column<Guid>(nullable: false),
                told = table.Column<string>(maxLength: 1000, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_signals_tries", row => row.id);
                table.ForeignKey(
                    "fk_signals_tries_signals_sources_source_id",
                    row => row.source_id,
                    "signals_sources",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_signals_tries_source_id_at", "signals_tries", ["source_id", "at"]);
    }

    private static void Annotations(MigrationBuilder migration)
    {
        migration.CreateTable(
            "signals_annotations",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(maxLength: 200, nullable: false),
                added_by_id = table.Column<Guid>(nullable: true),
                kind = table.Column<int>(nullable: false),
                measure_id = table.Column<Guid>(nullable: true),
                on = table.Column<DateOnly>(nullable: false),
                removed_at = table.Column<DateTime>(nullable: true),
                removed_by = table.Column<string>(maxLength: 200, nullable: true),
                team_id = table.Column<Guid>(nullable: true),
                text = table.Column<string>(maxLength: 400, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_signals_annotations", row => row.id);
                table.ForeignKey(
                    "fk_signals_annotations_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id"
                );
                table.ForeignKey(
                    "fk_signals_annotations_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id"
                );
            }
        );
        migration.CreateIndex("ix_signals_annotations_measure_id_on", "signals_annotations", ["measure_id", "on"]);
        migration.CreateIndex("ix_signals_annotations_team_id_on", "signals_annotations", ["team_id", "on"]);
    }
}
