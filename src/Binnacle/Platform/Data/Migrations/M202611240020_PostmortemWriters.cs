using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Who wrote a postmortem last is told apart from others of the same name.</summary>
[Migration("202611240020_PostmortemWriters")]
internal sealed class M202611240020_PostmortemWriters : Migration
{
    protected override void Up(MigrationBuilder migration) =>
        migration.AddColumn<Guid>("changed_by_id", "incidents_postmortems", nullable: true);
}
