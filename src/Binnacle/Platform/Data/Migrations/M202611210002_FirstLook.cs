using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210002_FirstLook")]
internal sealed class M202611210002_FirstLook : Migration
{
    protected override void Up(MigrationBuilder migration) =>
        migration.AddColumn<string>("first_look", "catalogue_repositories", nullable: true);
}
