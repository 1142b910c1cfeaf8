using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210001_ReadBy")]
internal sealed class M202611210001_ReadBy : Migration
{
    protected override void Up(MigrationBuilder migration) =>
        migration.AddColumn<Guid>("read_by", "documents_versions", nullable: true);
}
