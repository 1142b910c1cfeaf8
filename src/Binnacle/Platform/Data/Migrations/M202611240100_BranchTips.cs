using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>A branch that stood still is not looked up again.</summary>
[Migration("202611240100_BranchTips")]
internal sealed class M202611240100_BranchTips : Migration
{
    protected override void Up(MigrationBuilder migration) =>
        migration.AddColumn<byte[]>("tip", "history_tags", nullable: true);
}
