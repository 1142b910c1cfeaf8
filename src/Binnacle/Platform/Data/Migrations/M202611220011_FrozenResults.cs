using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Delivery results of months that are over.</summary>
[Migration("202611220011_FrozenResults")]
internal sealed class M202611220011_FrozenResults : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable(
            "flow_results",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                covered = table.Column<int>(nullable: false),
                definition = table.Column<int>(nullable: false),
                frozen_at = table.Column<DateTime>(nullable: false),
                high = table.Column<double>(nullable: true),
                left_out = table.Column<int>(nullable: false),
                low = table.Column<double>(nullable: true),
                measure = table.Column<string>(maxLength: 40, nullable: false),
                month = table.Column<DateOnly>(nullable: false),
                n = table.Column<int>(nullable: false),
                p90 = table.Column<double>(nullable: true),
                parts = table.Column<byte[]>(nullable: false),
                population = table.Column<int>(nullable: false),
                scope_key = table.Column<string>(maxLength: 100, nullable: false),
                value = table.Column<double>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_flow_results", row => row.id)
        );
        migration.CreateIndex(
            "ix_flow_results_scope_key_month_measure",
            "flow_results",
            ["scope_key", "month", "measure"],
            unique: true
        );
    }
}
