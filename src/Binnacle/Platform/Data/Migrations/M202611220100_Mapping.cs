using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Deployments and alarms find their service, and deployments whether they are in production.</summary>
[Migration("202611220100_Mapping")]
internal sealed class M202611220100_Mapping : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<bool>("in_production", "facts_deployments", nullable: true);
        foreach (
            var (table, time) in (ReadOnlySpan<(string, string)>)
                [("facts_deployments", "ended_at"), ("facts_alarms", "started_at")]
        )
        {
            migration.AddColumn<Guid>("service_id", table, nullable: true);
            migration.CreateIndex($"ix_{table}_service_id_{time}", table, ["service_id", time]);
            migration.CreateIndex($"ix_{table}_service_name", table, "service_name");
        }
        migration.CreateIndex(
            "ix_facts_deployments_repository_id_ended_at",
            "facts_deployments",
            ["repository_id", "ended_at"]
        );
    }
}
