using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>Incidents with their times, what people and alarms told of them, postmortems, actions and detection gaps.</summary>
[Migration("202611220200_Incidents")]
internal sealed class M202611220200_Incidents : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        Incidents(migration);
        People(migration);
        Alarms(migration);
        Learning(migration);
        Actions(migration);
    }

    private static void Incidents(MigrationBuilder migration)
    {
        migration.CreateTable(
            "incidents_signatures",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                alarm_title = table.Column<string>(maxLength: 200, nullable: true),
                name = table.Column<string>(maxLength: 150, nullable: false),
                service_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_signatures", row => row.id);
                table.ForeignKey(
                    "fk_incidents_signatures_catalogue_services_service_id",
                    row => row.service_id,
                    "catalogue_services",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_incidents_signatures_name", "incidents_signatures", ["name"]);
        migration.CreateIndex("ix_incidents_signatures_service_id", "incidents_signatures", ["service_id"]);
        migration.CreateTable(
            "incidents_incidents",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                acknowledged_at = table.Column<DateTime>(nullable: true),
                caused_by_deployment_id = table.Column<Guid>(nullable: true),
                detected_at = table.Column<DateTime>(nullable: true),
                detected_by = table.Column<int>(nullable: true),
                detected_what = table.Column<string>(maxLength: 200, nullable: true),
                dismissed_at = table.Column<DateTime>(nullable: true),
                dismissed_because = table.Column<string>(nullable: true),
                dismissed_by = table.Column<string>(nullable: true),
                document_id = table.Column<Guid>(nullable: true),
                impact_end_at = table.Column<DateTime>(nullable: true),
                impact_start_at = table.Column<DateTime>(nullable: true),
                key = table.Column<string>(maxLength: 300, nullable: true),
                merged_into_id = table.Column<Guid>(nullable: true),
                missed_signal = table.Column<string>(maxLength: 100, nullable: true),
                mitigated_at = table.Column<DateTime>(nullable: true),
                number = table.Column<int>(nullable: false),
                opened_at = table.Column<DateTime>(nullable: false),
                opened_by = table.Column<string>(nullable: false),
                opened_from = table.Column<int>(nullable: false),
                repaired_by_deployment_id = table.Column<Guid>(nullable: true),
                resolved_at = table.Column<DateTime>(nullable: true),
                service_id = table.Column<Guid>(nullable: true),
                severity = table.Column<int>(nullable: true),
                signature_id = table.Column<Guid>(nullable: true),
                started_at = table.Column<DateTime>(nullable: false),
                summary = table.Column<string>(nullable: true),
                team_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(maxLength: 200, nullable: false),
                touched_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_incidents", row => row.id);
                table.ForeignKey(
                    "fk_incidents_incidents_catalogue_services_service_id",
                    row => row.service_id,
                    "catalogue_services",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_incidents_incidents_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_incidents_incidents_incidents_signatures_signature_id",
                    row => row.signature_id,
                    "incidents_signatures",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_incidents_incidents_documents_documents_document_id",
                    row => row.document_id,
                    "documents_documents",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_incidents_incidents_number", "incidents_incidents", ["number"], unique: true);
        migration.CreateIndex("ix_incidents_incidents_key", "incidents_incidents", ["key"], unique: true);
        migration.CreateIndex("ix_incidents_incidents_started_at", "incidents_incidents", ["started_at"]);
        migration.CreateIndex("ix_incidents_incidents_service_id", "incidents_incidents", ["service_id"]);
        migration.CreateIndex("ix_incidents_incidents_team_id", "incidents_incidents", ["team_id"]);
        migration.CreateIndex("ix_incidents_incidents_signature_id", "incidents_incidents", ["signature_id"]);
        migration.CreateIndex("ix_incidents_incidents_document_id", "incidents_incidents", ["document_id"]);
        migration.CreateTable(
            "incidents_moments",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: true),
                incident_id = table.Column<Guid>(nullable: false),
                kind = table.Column<int>(nullable: false),
                replaced_at = table.Column<DateTime>(nullable: true),
                source = table.Column<int>(nullable: false),
                source_what = table.Column<string>(maxLength: 300, nullable: true),
                told_at = table.Column<DateTime>(nullable: false),
                told_by = table.Column<string>(nullable: false),
                why = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_moments", row => row.id);
                table.ForeignKey(
                    "fk_incidents_moments_incidents_incidents_incident_id",
                    row => row.incident_id,
                    "incidents_incidents",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_incidents_moments_incident_id", "incidents_moments", ["incident_id"]);
    }

    private static void People(MigrationBuilder migration)
    {
        migration.CreateTable(
            "incidents_entries",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                author = table.Column<string>(maxLength: 100, nullable: true),
                incident_id = table.Column<Guid>(nullable: false),
                kind = table.Column<int>(nullable: false),
                next_at = table.Column<DateTime>(nullable: true),
                removed_at = table.Column<DateTime>(nullable: true),
                removed_by = table.Column<string>(nullable: true),
                source = table.Column<string>(maxLength: 100, nullable: false),
                text = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_entries", row => row.id);
                table.ForeignKey(
                    "fk_incidents_entries_incidents_incidents_incident_id",
                    row => row.incident_id,
                    "incidents_incidents",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_incidents_entries_incident_id", "incidents_entries", ["incident_id"]);
        migration.CreateTable(
            "incidents_roles",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                from_at = table.Column<DateTime>(nullable: false),
                given_by = table.Column<string>(nullable: false),
                incident_id = table.Column<Guid>(nullable: false),
                person_id = table.Column<Guid>(nullable: true),
                role = table.Column<int>(nullable: false),
                until_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_roles", row => row.id);
                table.ForeignKey(
                    "fk_incidents_roles_incidents_incidents_incident_id",
                    row => row.incident_id,
                    "incidents_incidents",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_incidents_roles_catalogue_people_person_id",
                    row => row.person_id,
                    "catalogue_people",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_incidents_roles_incident_id", "incidents_roles", ["incident_id"]);
        migration.CreateIndex("ix_incidents_roles_person_id", "incidents_roles", ["person_id"]);
        migration.CreateTable(
            "incidents_conditions",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                incident_id = table.Column<Guid>(nullable: false),
                name = table.Column<string>(maxLength: 100, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_conditions", row => row.id);
                table.ForeignKey(
                    "fk_incidents_conditions_incidents_incidents_incident_id",
                    row => row.incident_id,
                    "incidents_incidents",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_incidents_conditions_incident_id_name",
            "incidents_conditions",
            ["incident_id", "name"],
            unique: true
        );
        migration.CreateIndex("ix_incidents_conditions_name", "incidents_conditions", ["name"]);
        migration.CreateTable(
            "incidents_severities",
            table => new
            {
                rank = table.Column<int>(nullable: false),
                alarm_words = table.Column<string>(maxLength: 200, nullable: false),
                changed_at = table.Column<DateTime>(nullable: false),
                changed_by = table.Column<string>(nullable: false),
                is_severe = table.Column<bool>(nullable: false),
                name = table.Column<string>(maxLength: 40, nullable: false),
                rule = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_severities", row => row.rank);
            }
        );
    }

    private static void Alarms(MigrationBuilder migration)
    {
        migration.CreateTable(
            "incidents_rules",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                applies_from = table.Column<DateTime>(nullable: false),
                group_by = table.Column<int>(nullable: false),
                name = table.Column<string>(maxLength: 100, nullable: false),
                opens = table.Column<bool>(nullable: false),
                position = table.Column<int>(nullable: false),
                retired_at = table.Column<DateTime>(nullable: true),
                retired_by = table.Column<string>(nullable: true),
                service = table.Column<string>(maxLength: 200, nullable: false),
                severities = table.Column<string>(maxLength: 200, nullable: false),
                title = table.Column<string>(maxLength: 200, nullable: false),
                window_minutes = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_rules", row => row.id);
            }
        );
        migration.CreateTable(
            "incidents_alarms",
            table => new
            {
                alarm_id = table.Column<Guid>(nullable: false),
                attached_at = table.Column<DateTime>(nullable: false),
                attached_by = table.Column<string>(nullable: false),
                group_name = table.Column<string>(maxLength: 300, nullable: true),
                incident_id = table.Column<Guid>(nullable: false),
                rule_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_alarms", row => row.alarm_id);
                table.ForeignKey(
                    "fk_incidents_alarms_incidents_incidents_incident_id",
                    row => row.incident_id,
                    "incidents_incidents",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_incidents_alarms_group_name", "incidents_alarms", ["group_name"]);
        migration.CreateIndex("ix_incidents_alarms_incident_id", "incidents_alarms", ["incident_id"]);
        migration.CreateTable(
            "facts_alarm_news",
            table => new { alarm_id = table.Column<Guid>(nullable: false) },
            constraints: table =>
            {
                table.PrimaryKey("pk_facts_alarm_news", row => row.alarm_id);
            }
        );
    }

    private static void Learning(MigrationBuilder migration)
    {
        migration.CreateTable(
            "incidents_gaps",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                alarm_id = table.Column<Guid>(nullable: true),
                closed_at = table.Column<DateTime>(nullable: true),
                closed_by = table.Column<string>(nullable: true),
                fired_in = table.Column<int>(nullable: true),
                fired_what = table.Column<string>(maxLength: 200, nullable: true),
                opened_at = table.Column<DateTime>(nullable: false),
                opened_by = table.Column<string>(nullable: false),
                service_id = table.Column<Guid>(nullable: true),
                signal = table.Column<string>(maxLength: 100, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_gaps", row => row.id);
                table.ForeignKey(
                    "fk_incidents_gaps_catalogue_services_service_id",
                    row => row.service_id,
                    "catalogue_services",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_incidents_gaps_service_id", "incidents_gaps", ["service_id"]);
        migration.CreateTable(
            "incidents_postmortems",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                body = table.Column<string>(nullable: false),
                changed_at = table.Column<DateTime>(nullable: false),
                changed_by = table.Column<string>(nullable: false),
                incident_id = table.Column<Guid>(nullable: false),
                shared_at = table.Column<DateTime>(nullable: true),
                written_at = table.Column<DateTime>(nullable: false),
                written_by = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_postmortems", row => row.id);
                table.ForeignKey(
                    "fk_incidents_postmortems_incidents_incidents_incident_id",
                    row => row.incident_id,
                    "incidents_incidents",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_incidents_postmortems_incident_id",
            "incidents_postmortems",
            ["incident_id"],
            unique: true
        );
        migration.CreateTable(
            "incidents_postmortem_states",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                ended_at = table.Column<DateTime>(nullable: true),
                postmortem_id = table.Column<Guid>(nullable: false),
                stage = table.Column<int>(nullable: false),
                text = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_postmortem_states", row => row.id);
                table.ForeignKey(
                    "fk_incidents_postmortem_states_postmortem_id",
                    row => row.postmortem_id,
                    "incidents_postmortems",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_incidents_postmortem_states_postmortem_id",
            "incidents_postmortem_states",
            ["postmortem_id"]
        );
        migration.CreateTable(
            "incidents_postmortem_versions",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                body = table.Column<string>(nullable: false),
                by = table.Column<string>(nullable: false),
                postmortem_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_postmortem_versions", row => row.id);
                table.ForeignKey(
                    "fk_incidents_postmortem_versions_postmortem_id",
                    row => row.postmortem_id,
                    "incidents_postmortems",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_incidents_postmortem_versions_postmortem_id",
            "incidents_postmortem_versions",
            ["postmortem_id"]
        );
    }

    private static void Actions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "incidents_actions",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                commitment_id = table.Column<Guid>(nullable: true),
                declined_at = table.Column<DateTime>(nullable: true),
                declined_because = table.Column<string>(nullable: true),
                declined_by = table.Column<string>(nullable: true),
                gap_id = table.Column<Guid>(nullable: true),
                incident_id = table.Column<Guid>(nullable: false),
                kind = table.Column<int>(nullable: false),
                signature_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(maxLength: 200, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_actions", row => row.id);
                table.ForeignKey(
                    "fk_incidents_actions_incidents_incidents_incident_id",
                    row => row.incident_id,
                    "incidents_incidents",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_incidents_actions_commitments_commitments_commitment_id",
                    row => row.commitment_id,
                    "commitments_commitments",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_incidents_actions_incidents_signatures_signature_id",
                    row => row.signature_id,
                    "incidents_signatures",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_incidents_actions_incidents_gaps_gap_id",
                    row => row.gap_id,
                    "incidents_gaps",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_incidents_actions_incident_id", "incidents_actions", ["incident_id"]);
        migration.CreateIndex("ix_incidents_actions_commitment_id", "incidents_actions", ["commitment_id"]);
        migration.CreateIndex("ix_incidents_actions_signature_id", "incidents_actions", ["signature_id"]);
        migration.CreateIndex("ix_incidents_actions_gap_id", "incidents_actions", ["gap_id"]);
        migration.CreateTable(
            "incidents_action_looks",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                action_id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                note = table.Column<string>(nullable: true),
                verdict = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_incidents_action_looks", row => row.id);
                table.ForeignKey(
                    "fk_incidents_action_looks_incidents_actions_action_id",
                    row => row.action_id,
                    "incidents_actions",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_incidents_action_looks_action_id", "incidents_action_looks", ["action_id"]);
    }
}
