using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Rules for what names mean, which source told, and whose accounts are one person's.</summary>
[Migration("202611220101_Rules")]
internal sealed class M202611220101_Rules : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<Guid>("source_id", "facts_deployments", nullable: true);
        migration.AddColumn<Guid>("source_id", "facts_alarms", nullable: true);
        foreach (
            var (table, told) in (ReadOnlySpan<(string, string)>)
                [("facts_changes", "author"), ("facts_reviews", "reviewer")]
        )
        {
            migration.AddColumn<string>("person", table, nullable: true);
            migration.AddColumn<bool>("by_bot", table, nullable: true);
            migration.Sql($"UPDATE {table} SET person = {told}, by_bot = is_by_bot");
        }
        migration.CreateTable(
            "facts_rules",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                account_is = table.Column<int>(nullable: true),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                is_production = table.Column<bool>(nullable: true),
                kind = table.Column<int>(nullable: false),
                number = table.Column<int>(nullable: false),
                other_account = table.Column<string>(maxLength: 300, nullable: true),
                pattern = table.Column<string>(maxLength: 300, nullable: false),
                position = table.Column<int>(nullable: false),
                service_id = table.Column<Guid>(nullable: true),
                source_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_facts_rules", row => row.id);
                table.ForeignKey(
                    "fk_facts_rules_intake_sources_source_id",
                    row => row.source_id,
                    "intake_sources",
                    "id",
                    onDelete: ReferentialAction.Restrict
                );
                table.ForeignKey(
                    "fk_facts_rules_catalogue_services_service_id",
                    row => row.service_id,
                    "catalogue_services",
                    "id",
                    onDelete: ReferentialAction.Restrict
                );
            }
        );
        migration.CreateIndex("ix_facts_rules_number", "facts_rules", "number", unique: true);
        migration.CreateIndex("ix_facts_rules_service_id", "facts_rules", "service_id");
        migration.CreateIndex("ix_facts_rules_source_id", "facts_rules", "source_id");
    }
}
