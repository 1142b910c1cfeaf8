using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Which file a decision was written into, so that a scan knows it again.</summary>
[Migration("202611210019_WrittenDecisions")]
internal sealed class M202611210019_WrittenDecisions : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        const string table = "decisions_decisions";
        migration.AddColumn<string>("written_path", table, nullable: true);
        migration.AddColumn<Guid>("written_repository_id", table, nullable: true);
    }
}
