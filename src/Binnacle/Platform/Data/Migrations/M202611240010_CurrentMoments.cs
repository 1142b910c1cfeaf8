using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Of each time of an incident one holds. Where two did, the one that was told last does.</summary>
[Migration("202611240010_CurrentMoments")]
internal sealed class M202611240010_CurrentMoments : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        const string later = """
            FROM incidents_moments AS other
            WHERE other.incident_id = own.incident_id AND other.kind = own.kind AND other.replaced_at IS NULL
                AND (other.told_at > own.told_at OR (other.told_at = own.told_at AND other.id > own.id))
            """;
        migration.Sql(
            $"""
            UPDATE incidents_moments AS own SET replaced_at = (SELECT MAX(other.told_at) {later})
            WHERE own.replaced_at IS NULL AND EXISTS (SELECT 1 {later})
            """
        );
        migration.CreateIndex(
            "ix_incidents_moments_incident_id_kind",
            "incidents_moments",
            ["incident_id", "kind"],
            unique: true,
            filter: "replaced_at IS NULL"
        );
    }
}
