using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Of two who change an incident or its postmortem at once, the second is told.</summary>
[Migration("202611230200_IncidentRevisions")]
internal sealed class M202611230200_IncidentRevisions : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<int>("revision", "incidents_incidents", nullable: false, defaultValue: 0);
        migration.AddColumn<int>("revision", "incidents_postmortems", nullable: false, defaultValue: 0);
    }
}
