using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210011_Signals")]
internal sealed class M202611210011_Signals : Migration
{
    protected override void Up(MigrationBuilder migration) => Allowed(migration);

    private static void Allowed(MigrationBuilder migration) =>
        migration.CreateTable(
            "outbound_allowed",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                allowed_at = table.Column<DateTime>(nullable: false),
                allowed_by = table.Column<string>(maxLength: 200, nullable: false),
                destination = table.Column<string>(maxLength: 255, nullable: false),
                reason = table.Column<string>(maxLength: 400, nullable: true),
                taken_back_at = table.Column<DateTime>(nullable: true),
                taken_back_by = table.Column<string>(maxLength: 200, nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_outbound_allowed", row => row.id)
        );
}
