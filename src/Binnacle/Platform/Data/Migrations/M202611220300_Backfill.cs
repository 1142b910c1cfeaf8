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
    }
}
