using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>A page of deployments far back is found in an index alone.</summary>
[Migration("202611260020_DeploymentPages")]
internal sealed class M202611260020_DeploymentPages : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.DropIndex("ix_flow_deployments_at", "flow_deployments");
        migration.CreateIndex("ix_flow_deployments_at_id", "flow_deployments", ["at", "id"]);
    }
}
