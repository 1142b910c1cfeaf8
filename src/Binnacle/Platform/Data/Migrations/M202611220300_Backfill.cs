using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>What is over without a day, and the past of sources: what is asked of their API and how far it was read.</summary>
[Migration("202611220300_Backfill")]
internal sealed class M202611220300_Backfill : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<bool>("is_done", "facts_items", nullable: true);
        migration.AddColumn<bool>("is_closed", "facts_changes", nullable: true);
        migration.CreateTable(
            "intake_pasts",
            table => new
            {
                source_id = table.Column<Guid>(nullable: false),
                address = table.Column<string>(maxLength: 500, nullable: false),
                asked_at = table.Column<DateTime>(nullable: false),
                asked_by = table.Column<string>(nullable: false),
                ended_at = table.Column<DateTime>(nullable: true),
                reason = table.Column<string>(maxLength: 500, nullable: true),
                resume_at = table.Column<DateTime>(nullable: true),
                since = table.Column<DateOnly>(nullable: false),
                stopped_at = table.Column<DateTime>(nullable: true),
                token = table.Column<string>(nullable: false),
                tries = table.Column<int>(nullable: false),
                wanted = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_intake_pasts", row => row.source_id);
                table.ForeignKey(
                    "fk_intake_pasts_intake_sources_source_id",
                    row => row.source_id,
                    "intake_sources",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateTable(
            "intake_past_parts",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                cursor = table.Column<string>(nullable: true),
                done_at = table.Column<DateTime>(nullable: true),
                facts = table.Column<int>(nullable: false),
                name = table.Column<string>(maxLength: 500, nullable: false),
                number = table.Column<int>(nullable: false),
                problem = table.Column<string>(maxLength: 1000, nullable: true),
                remaining = table.Column<int>(nullable: false),
                requests = table.Column<int>(nullable: false),
                source_id = table.Column<Guid>(nullable: false),
                step = table.Column<string>(maxLength: 60, nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_intake_past_parts", row => row.id);
                table.ForeignKey(
                    "fk_intake_past_parts_intake_sources_source_id",
                    row => row.source_id,
                    "intake_sources",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_intake_past_parts_source_id_number", "intake_past_parts", ["source_id", "number"]);
    }
}
