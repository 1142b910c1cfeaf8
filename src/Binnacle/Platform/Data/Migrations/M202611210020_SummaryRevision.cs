using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Of two who edit a summary at once, the second is told.</summary>
[Migration("202611210020_SummaryRevision")]
internal sealed class M202611210020_SummaryRevision : Migration
{
    protected override void Up(MigrationBuilder migration) =>
        migration.AddColumn<int>("revision", "communication_texts", nullable: false, defaultValue: 0);
}
