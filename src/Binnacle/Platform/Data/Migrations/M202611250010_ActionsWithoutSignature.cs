using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>An action names the way of failing that it should change, or says why there is none.</summary>
[Migration("202611250010_ActionsWithoutSignature")]
internal sealed class M202611250010_ActionsWithoutSignature : Migration
{
    protected override void Up(MigrationBuilder migration) =>
        migration.AddColumn<string>("no_signature_because", "incidents_actions", maxLength: 1000, nullable: true);
}
