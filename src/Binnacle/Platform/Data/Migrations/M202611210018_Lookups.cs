using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Indexes that hold all that the counts around every page and the lists of commitments ask for.</summary>
[Migration("202611210018_Lookups")]
internal sealed class M202611210018_Lookups : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        const string table = "commitments_commitments";
        migration.DropIndex("ix_commitments_commitments_closed_on_due_on_number", table);
        migration.CreateIndex(
            "ix_commitments_commitments_listed",
            table,
            ["closed_on", "due_on", "number", "look_on", "failed_on", "data_class", "owner_account_id"]
        );
        migration.DropIndex("ix_commitments_commitments_promised", table);
        migration.CreateIndex(
            "ix_commitments_commitments_promised",
            table,
            ["promised_on", "team_id", "data_class", "closed_as", "closed_on", "owner_account_id"]
        );
        // Few are looked at and fewer fail; SQLite takes an index for "is not null" only where it holds nothing else.
        migration.DropIndex("ix_commitments_commitments_looked", table);
        migration.CreateIndex(
            "ix_commitments_commitments_looked",
            table,
            ["looked_for", "team_id", "data_class", "verdict", "owner_account_id"],
            filter: "looked_for IS NOT NULL"
        );
        foreach (var day in (string[])["look_on", "failed_on"])
        {
            migration.DropIndex($"ix_commitments_commitments_{day}", table);
            migration.CreateIndex($"ix_commitments_commitments_{day}", table, [day], filter: $"{day} IS NOT NULL");
        }
        migration.CreateIndex("ix_commitments_closures_at", "commitments_closures", ["at"]);
    }
}
