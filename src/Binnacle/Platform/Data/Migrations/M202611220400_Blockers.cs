using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>What stands in a team's way, and the chat commands that tell of it.</summary>
[Migration("202611220400_Blockers")]
internal sealed class M202611220400_Blockers : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable(
            "flow_blockers",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                blocks = table.Column<string>(maxLength: 500, nullable: true),
                ended_at = table.Column<DateTime>(nullable: true),
                is_dropped = table.Column<bool>(nullable: false),
                kind = table.Column<int>(nullable: true),
                number = table.Column<int>(nullable: false),
                other_team_id = table.Column<Guid>(nullable: true),
                owner_id = table.Column<Guid>(nullable: true),
                raised_at = table.Column<DateTime>(nullable: false),
                raised_by = table.Column<string>(maxLength: 200, nullable: false),
                repository_id = table.Column<Guid>(nullable: true),
                sending = table.Column<string>(maxLength: 64, nullable: true),
                service_id = table.Column<Guid>(nullable: true),
                team_id = table.Column<Guid>(nullable: true),
                waits_for = table.Column<string>(maxLength: 100, nullable: true),
                what = table.Column<string>(maxLength: 300, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_flow_blockers", row => row.id);
                table.ForeignKey(
                    "fk_flow_blockers_catalogue_people_owner_id",
                    row => row.owner_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_flow_blockers_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_flow_blockers_catalogue_services_service_id",
                    row => row.service_id,
                    "catalogue_services",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_flow_blockers_catalogue_teams_other_team_id",
                    row => row.other_team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_flow_blockers_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        foreach (
            var column in new[] { "ended_at", "other_team_id", "owner_id", "repository_id", "service_id", "team_id" }
        )
            migration.CreateIndex($"ix_flow_blockers_{column}", "flow_blockers", [column]);
        migration.CreateIndex("ix_flow_blockers_number", "flow_blockers", ["number"], unique: true);
        migration.CreateIndex("ix_flow_blockers_sending", "flow_blockers", ["sending"], unique: true);
        migration.CreateTable(
            "flow_blocker_steps",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                blocker_id = table.Column<Guid>(nullable: false),
                by = table.Column<string>(maxLength: 200, nullable: false),
                kind = table.Column<int>(nullable: false),
                note = table.Column<string>(maxLength: 2000, nullable: true),
                place = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_flow_blocker_steps", row => row.id);
                table.ForeignKey(
                    "fk_flow_blocker_steps_flow_blockers_blocker_id",
                    row => row.blocker_id,
                    "flow_blockers",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_flow_blocker_steps_blocker_id_place",
            "flow_blocker_steps",
            ["blocker_id", "place"],
            unique: true
        );
        migration.CreateTable(
            "chat_commands",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(maxLength: 200, nullable: false),
                closed_at = table.Column<DateTime>(nullable: true),
                closed_by = table.Column<string>(maxLength: 200, nullable: true),
                name = table.Column<string>(maxLength: 100, nullable: false),
                refused_at = table.Column<DateTime>(nullable: true),
                secret = table.Column<string>(nullable: true),
                slug = table.Column<string>(maxLength: 60, nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                tool = table.Column<int>(nullable: false),
                used_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_chat_commands", row => row.id);
                table.ForeignKey(
                    "fk_chat_commands_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.Restrict
                );
            }
        );
        migration.CreateIndex("ix_chat_commands_slug", "chat_commands", ["slug"], unique: true);
        migration.CreateIndex("ix_chat_commands_team_id", "chat_commands", ["team_id"]);
    }
}
