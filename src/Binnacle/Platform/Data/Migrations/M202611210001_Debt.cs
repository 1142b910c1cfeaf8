using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210001_Debt")]
internal sealed class M202611210001_Debt : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("currency", "catalogue_organizations", maxLength: 3, nullable: true);
        Items(migration);
        Estimates(migration);
        migration.CreateTable(
            "debt_closures",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                commitment = table.Column<int>(nullable: true),
                item_id = table.Column<Guid>(nullable: false),
                outcome = table.Column<int>(nullable: false),
                reason = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_debt_closures", row => row.id);
                table.ForeignKey(
                    "fk_debt_closures_debt_items_item_id",
                    row => row.item_id,
                    "debt_items",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_debt_closures_item_id", "debt_closures", ["item_id"], unique: true);
        migration.CreateTable(
            "debt_links",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                item_id = table.Column<Guid>(nullable: false),
                title = table.Column<string>(maxLength: 200, nullable: false),
                url = table.Column<string>(maxLength: 2000, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_debt_links", row => row.id);
                table.ForeignKey(
                    "fk_debt_links_debt_items_item_id",
                    row => row.item_id,
                    "debt_items",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_debt_links_item_id", "debt_links", ["item_id"]);
        migration.CreateTable(
            "debt_dismissals",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                proposal_key = table.Column<string>(maxLength: 400, nullable: false),
                reason = table.Column<string>(nullable: false),
                title = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_debt_dismissals", row => row.id);
            }
        );
        migration.CreateIndex("ix_debt_dismissals_proposal_key", "debt_dismissals", ["proposal_key"], unique: true);
        Plans(migration);
    }

    private static void Items(MigrationBuilder migration)
    {
        migration.CreateTable(
            "debt_items",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                context = table.Column<string>(nullable: true),
                evidence = table.Column<string>(nullable: true),
                number = table.Column<int>(nullable: false),
                owned_since = table.Column<DateTime>(nullable: true),
                owner_id = table.Column<Guid>(nullable: true),
                path = table.Column<string>(nullable: false),
                proposal_key = table.Column<string>(maxLength: 400, nullable: true),
                repository_id = table.Column<Guid>(nullable: true),
                service_id = table.Column<Guid>(nullable: true),
                source = table.Column<int>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(maxLength: 200, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_debt_items", row => row.id);
                table.ForeignKey(
                    "fk_debt_items_catalogue_people_owner_id",
                    row => row.owner_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_debt_items_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_debt_items_catalogue_services_service_id",
                    row => row.service_id,
                    "catalogue_services",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_debt_items_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_debt_items_number", "debt_items", ["number"], unique: true);
        migration.CreateIndex("ix_debt_items_owner_id", "debt_items", ["owner_id"]);
        migration.CreateIndex("ix_debt_items_proposal_key", "debt_items", ["proposal_key"]);
        migration.CreateIndex("ix_debt_items_repository_id", "debt_items", ["repository_id"]);
        migration.CreateIndex("ix_debt_items_service_id", "debt_items", ["service_id"]);
        migration.CreateIndex("ix_debt_items_team_id", "debt_items", ["team_id"]);
    }

    private static void Estimates(MigrationBuilder migration)
    {
        migration.CreateTable(
            "debt_estimates",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                @class = table.Column<int>(nullable: true),
                cost_high = table.Column<long>(nullable: true),
                cost_low = table.Column<long>(nullable: true),
                delay_days_high = table.Column<double>(nullable: true),
                delay_days_low = table.Column<double>(nullable: true),
                delay_week_high = table.Column<long>(nullable: true),
                delay_week_low = table.Column<long>(nullable: true),
                hour_cost = table.Column<long>(nullable: true),
                hours_high = table.Column<double>(nullable: true),
                hours_low = table.Column<double>(nullable: true),
                impact_high = table.Column<long>(nullable: true),
                impact_low = table.Column<long>(nullable: true),
                item_id = table.Column<Guid>(nullable: false),
                look_again_on = table.Column<DateOnly>(nullable: true),
                note = table.Column<string>(nullable: true),
                other_high = table.Column<long>(nullable: true),
                other_low = table.Column<long>(nullable: true),
                outage_high = table.Column<double>(nullable: true),
                outage_low = table.Column<double>(nullable: true),
                replaced_at = table.Column<DateTime>(nullable: true),
                urgency = table.Column<int>(nullable: false),
                urgent_on = table.Column<DateOnly>(nullable: true),
                weeks_high = table.Column<double>(nullable: true),
                weeks_low = table.Column<double>(nullable: true),
                wsjf_risk = table.Column<int>(nullable: true),
                wsjf_size = table.Column<int>(nullable: true),
                wsjf_time = table.Column<int>(nullable: true),
                wsjf_value = table.Column<int>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_debt_estimates", row => row.id);
                table.ForeignKey(
                    "fk_debt_estimates_debt_items_item_id",
                    row => row.item_id,
                    "debt_items",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_debt_estimates_item_id", "debt_estimates", ["item_id"]);
    }

    private static void Plans(MigrationBuilder migration)
    {
        migration.CreateTable(
            "debt_plans",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                capacity = table.Column<double>(nullable: false),
                ends_on = table.Column<DateOnly>(nullable: false),
                left_out = table.Column<int>(nullable: false),
                left_out_cost = table.Column<long>(nullable: false),
                made_at = table.Column<DateTime>(nullable: false),
                made_by = table.Column<string>(nullable: false),
                starts_on = table.Column<DateOnly>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_debt_plans", row => row.id);
                table.ForeignKey(
                    "fk_debt_plans_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_debt_plans_team_id_starts_on", "debt_plans", ["team_id", "starts_on"]);
        migration.CreateTable(
            "debt_plan_items",
            table => new
            {
                plan_id = table.Column<Guid>(nullable: false),
                item_id = table.Column<Guid>(nullable: false),
                cost = table.Column<long>(nullable: false),
                weeks = table.Column<double>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_debt_plan_items", row => new { row.plan_id, row.item_id });
                table.ForeignKey(
                    "fk_debt_plan_items_debt_items_item_id",
                    row => row.item_id,
                    "debt_items",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_debt_plan_items_debt_plans_plan_id",
                    row => row.plan_id,
                    "debt_plans",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_debt_plan_items_item_id", "debt_plan_items", ["item_id"]);
    }
}
