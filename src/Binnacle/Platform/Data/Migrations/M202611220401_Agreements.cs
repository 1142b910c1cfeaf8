using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>When work is done, and what teams agreed for their flow.</summary>
[Migration("202611220401_Agreements")]
internal sealed class M202611220401_Agreements : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable(
            "cadences_working_weeks",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                days = table.Column<int>(nullable: false),
                end_minute = table.Column<int>(nullable: false),
                set_at = table.Column<DateTime>(nullable: false),
                set_by = table.Column<string>(maxLength: 200, nullable: false),
                start_minute = table.Column<int>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                zone = table.Column<string>(maxLength: 64, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_cadences_working_weeks", row => row.id);
                table.ForeignKey(
                    "fk_cadences_working_weeks_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_cadences_working_weeks_team_id", "cadences_working_weeks", ["team_id"]);
        migration.CreateTable(
            "flow_agreements",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                agreed_by = table.Column<string>(maxLength: 300, nullable: false),
                kind = table.Column<int>(nullable: false),
                made_at = table.Column<DateTime>(nullable: false),
                made_by = table.Column<string>(maxLength: 200, nullable: false),
                note = table.Column<string>(maxLength: 2000, nullable: true),
                review_on = table.Column<DateOnly>(nullable: true),
                share = table.Column<double>(nullable: false),
                since = table.Column<DateOnly>(nullable: false),
                target = table.Column<double>(nullable: true),
                team_id = table.Column<Guid>(nullable: false),
                unit = table.Column<int>(nullable: false),
                version = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_flow_agreements", row => row.id);
                table.ForeignKey(
                    "fk_flow_agreements_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_flow_agreements_team_id_kind_version",
            "flow_agreements",
            ["team_id", "kind", "version"],
            unique: true
        );
    }
}
