using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Which repositories a source told of, and when last.</summary>
[Migration("202611220102_Coverage")]
internal sealed class M202611220102_Coverage : Migration
{
    protected override void Up(MigrationBuilder migration) =>
        migration.CreateTable(
            "intake_repositories",
            table => new
            {
                source_id = table.Column<Guid>(nullable: false),
                repository_key = table.Column<string>(nullable: false),
                last_on = table.Column<DateOnly>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_intake_repositories", row => new { row.source_id, row.repository_key });
                table.ForeignKey(
                    "fk_intake_repositories_intake_sources_source_id",
                    row => row.source_id,
                    "intake_sources",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
}
