using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611200002_Catalogue")]
internal sealed class M202611200002_Catalogue : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable(
            "catalogue_organizations",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
                is_demo = table.Column<bool>(nullable: false),
                name = table.Column<string>(maxLength: 200, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_catalogue_organizations", row => row.id);
            }
        );

        migration.CreateTable(
            "catalogue_teams",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                archived_at = table.Column<DateTime>(nullable: true),
                confirmed_at = table.Column<DateTime>(nullable: true),
                confirmed_by = table.Column<string>(nullable: true),
                created_at = table.Column<DateTime>(nullable: false),
                name = table.Column<string>(maxLength: 200, nullable: false),
                proposed_by = table.Column<string>(nullable: true),
                slug = table.Column<string>(maxLength: 80, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_catalogue_teams", row => row.id);
            }
        );
        migration.CreateIndex("ix_catalogue_teams_slug", "catalogue_teams", ["slug"], unique: true);

        migration.CreateTable(
            "catalogue_people",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                confirmed_at = table.Column<DateTime>(nullable: true),
                confirmed_by = table.Column<string>(nullable: true),
                created_at = table.Column<DateTime>(nullable: false),
                joined_on = table.Column<DateOnly>(nullable: true),
                left_on = table.Column<DateOnly>(nullable: true),
                name = table.Column<string>(maxLength: 200, nullable: false),
                number = table.Column<int>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_catalogue_people", row => row.id);
                table.ForeignKey(
                    "fk_catalogue_people_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id"
                );
            }
        );
        migration.CreateIndex("ix_catalogue_people_number", "catalogue_people", ["number"], unique: true);
        migration.CreateIndex("ix_catalogue_people_team_id", "catalogue_people", ["team_id"]);

        migration.CreateTable(
            "catalogue_person_addresses",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                address = table.Column<string>(maxLength: 320, nullable: false),
                data_class = table.Column<int>(nullable: false),
                name = table.Column<string>(maxLength: 200, nullable: false),
                owner_account_id = table.Column<Guid>(nullable: true),
                person_id = table.Column<Guid>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_catalogue_person_addresses", row => row.id);
                table.ForeignKey(
                    "fk_catalogue_person_addresses_catalogue_people_person_id",
                    row => row.person_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_catalogue_person_addresses_address",
            "catalogue_person_addresses",
            ["address"],
            unique: true
        );
        migration.CreateIndex("ix_catalogue_person_addresses_person_id", "catalogue_person_addresses", ["person_id"]);

        migration.CreateTable(
            "catalogue_repositories",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                archived_at = table.Column<DateTime>(nullable: true),
                branch = table.Column<string>(nullable: true),
                commits = table.Column<int>(nullable: false),
                first_commit_at = table.Column<DateTime>(nullable: true),
                head_commit = table.Column<string>(nullable: true),
                is_clone = table.Column<bool>(nullable: false),
                is_partial = table.Column<bool>(nullable: false),
                is_shallow = table.Column<bool>(nullable: false),
                last_commit_at = table.Column<DateTime>(nullable: true),
                location = table.Column<string>(nullable: false),
                name = table.Column<string>(maxLength: 200, nullable: false),
                problem = table.Column<string>(nullable: true),
                scanned_at = table.Column<DateTime>(nullable: true),
                slug = table.Column<string>(maxLength: 80, nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                web_url = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_catalogue_repositories", row => row.id);
                table.ForeignKey(
                    "fk_catalogue_repositories_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id"
                );
            }
        );
        migration.CreateIndex(
            "ix_catalogue_repositories_location",
            "catalogue_repositories",
            ["location"],
            unique: true
        );
        migration.CreateIndex("ix_catalogue_repositories_slug", "catalogue_repositories", ["slug"], unique: true);
        migration.CreateIndex("ix_catalogue_repositories_team_id", "catalogue_repositories", ["team_id"]);

        migration.CreateTable(
            "catalogue_services",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                archived_at = table.Column<DateTime>(nullable: true),
                confirmed_at = table.Column<DateTime>(nullable: true),
                confirmed_by = table.Column<string>(nullable: true),
                created_at = table.Column<DateTime>(nullable: false),
                is_critical = table.Column<bool>(nullable: false),
                name = table.Column<string>(maxLength: 200, nullable: false),
                path = table.Column<string>(nullable: false),
                proposed_by = table.Column<string>(nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
                slug = table.Column<string>(maxLength: 80, nullable: false),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_catalogue_services", row => row.id);
                table.ForeignKey(
                    "fk_catalogue_services_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id"
                );
                table.ForeignKey(
                    "fk_catalogue_services_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id"
                );
            }
        );
        migration.CreateIndex("ix_catalogue_services_repository_id", "catalogue_services", ["repository_id"]);
        migration.CreateIndex("ix_catalogue_services_slug", "catalogue_services", ["slug"], unique: true);
        migration.CreateIndex("ix_catalogue_services_team_id", "catalogue_services", ["team_id"]);

        migration.CreateTable(
            "catalogue_team_handles",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                handle = table.Column<string>(maxLength: 200, nullable: false),
                team_id = table.Column<Guid>(nullable: false),
                removed_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_catalogue_team_handles", row => row.id);
                table.ForeignKey(
                    "fk_catalogue_team_handles_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_catalogue_team_handles_handle", "catalogue_team_handles", ["handle"], unique: true);
        migration.CreateIndex("ix_catalogue_team_handles_team_id", "catalogue_team_handles", ["team_id"]);

        migration.CreateTable(
            "data_numbers",
            table => new
            {
                name = table.Column<string>(maxLength: 60, nullable: false),
                next = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_data_numbers", row => row.name);
            }
        );

        migration.CreateTable(
            "settings_thresholds",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                key = table.Column<string>(maxLength: 80, nullable: false),
                set_at = table.Column<DateTime>(nullable: false),
                set_by = table.Column<string>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                value = table.Column<double>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_settings_thresholds", row => row.id);
                table.ForeignKey(
                    "fk_settings_thresholds_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id"
                );
            }
        );
        migration.CreateIndex("ix_settings_thresholds_key", "settings_thresholds", ["key"]);
        migration.CreateIndex("ix_settings_thresholds_team_id", "settings_thresholds", ["team_id"]);

        migration.CreateTable(
            "signals_measures",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                better = table.Column<int>(nullable: false),
                defined_at = table.Column<DateTime>(nullable: false),
                engineering_owner = table.Column<string>(nullable: true),
                is_outcome = table.Column<bool>(nullable: false),
                name = table.Column<string>(maxLength: 200, nullable: false),
                product_owner = table.Column<string>(nullable: true),
                slug = table.Column<string>(maxLength: 80, nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                unit = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_signals_measures", row => row.id);
                table.ForeignKey(
                    "fk_signals_measures_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id"
                );
            }
        );
        migration.CreateIndex("ix_signals_measures_slug", "signals_measures", ["slug"], unique: true);
        migration.CreateIndex("ix_signals_measures_team_id", "signals_measures", ["team_id"]);

        migration.CreateTable(
            "signals_points",
            table => new
            {
                measure_id = table.Column<Guid>(nullable: false),
                date = table.Column<DateOnly>(nullable: false),
                value = table.Column<double>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_signals_points", row => new { row.measure_id, row.date });
                table.ForeignKey(
                    "fk_signals_points_signals_measures_measure_id",
                    row => row.measure_id,
                    "signals_measures",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
    }
}
