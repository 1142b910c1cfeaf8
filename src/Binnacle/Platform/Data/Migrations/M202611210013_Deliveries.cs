using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210013_Deliveries")]
internal sealed class M202611210013_Deliveries : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        Channels(migration);
        Notices(migration);
        Deliveries(migration);
        Tries(migration);
        Subscriptions(migration);
        FeedTokens(migration);
        Summaries(migration);
        Texts(migration);
        Publications(migration);
        Sendings(migration);
        Links(migration);
    }

    private static void Channels(MigrationBuilder migration)
    {
        migration.CreateTable(
            "deliveries_channels",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                added_at = table.Column<DateTime>(nullable: false),
                added_by = table.Column<string>(nullable: false),
                closed_at = table.Column<DateTime>(nullable: true),
                closed_by = table.Column<string>(nullable: true),
                fingerprint = table.Column<string>(maxLength: 64, nullable: true),
                from = table.Column<string>(maxLength: 400, nullable: false),
                host = table.Column<string>(maxLength: 255, nullable: false),
                kind = table.Column<int>(nullable: false),
                name = table.Column<string>(maxLength: 100, nullable: false),
                number = table.Column<int>(nullable: false),
                paused_at = table.Column<DateTime>(nullable: true),
                paused_because = table.Column<string>(maxLength: 500, nullable: true),
                port = table.Column<int>(nullable: false),
                secret = table.Column<string>(nullable: true),
                security = table.Column<int>(nullable: false),
                signing_key = table.Column<string>(nullable: true),
                team_id = table.Column<Guid>(nullable: true),
                topics = table.Column<string>(maxLength: 400, nullable: false),
                user_name = table.Column<string>(maxLength: 255, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_deliveries_channels", row => row.id);
                table.ForeignKey(
                    "fk_deliveries_channels_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_deliveries_channels_number", "deliveries_channels", ["number"], unique: true);
        migration.CreateIndex("ix_deliveries_channels_team_id", "deliveries_channels", ["team_id"]);
    }

    private static void Notices(MigrationBuilder migration)
    {
        migration.CreateTable(
            "deliveries_notices",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                data_class = table.Column<int>(nullable: false),
                html = table.Column<string>(nullable: false),
                kind = table.Column<string>(maxLength: 60, nullable: false),
                owner_account_id = table.Column<Guid>(nullable: true),
                queued_at = table.Column<DateTime>(nullable: false),
                queued_by = table.Column<string>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                text = table.Column<string>(nullable: false),
                title = table.Column<string>(maxLength: 200, nullable: false),
                url = table.Column<string>(maxLength: 400, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_deliveries_notices", row => row.id);
            }
        );
        migration.CreateIndex("ix_deliveries_notices_queued_at", "deliveries_notices", ["queued_at"]);
    }

    private static void Deliveries(MigrationBuilder migration)
    {
        migration.CreateTable(
            "deliveries_deliveries",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                account_id = table.Column<Guid>(nullable: true),
                channel_id = table.Column<Guid>(nullable: true),
                claimed_by = table.Column<Guid>(nullable: true),
                claimed_until = table.Column<DateTime>(nullable: true),
                ended_at = table.Column<DateTime>(nullable: true),
                kind = table.Column<int>(nullable: false),
                next_try_at = table.Column<DateTime>(nullable: false),
                notice_id = table.Column<Guid>(nullable: false),
                once_key = table.Column<string>(maxLength: 300, nullable: true),
                queued_at = table.Column<DateTime>(nullable: false),
                reason = table.Column<string>(maxLength: 500, nullable: true),
                recipient = table.Column<string>(maxLength: 200, nullable: false),
                state = table.Column<int>(nullable: false),
                tries = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_deliveries_deliveries", row => row.id);
                table.ForeignKey(
                    "fk_deliveries_deliveries_access_accounts_account_id",
                    row => row.account_id,
                    "access_accounts",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_deliveries_deliveries_deliveries_channels_channel_id",
                    row => row.channel_id,
                    "deliveries_channels",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
                table.ForeignKey(
                    "fk_deliveries_deliveries_deliveries_notices_notice_id",
                    row => row.notice_id,
                    "deliveries_notices",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_deliveries_deliveries_account_id", "deliveries_deliveries", ["account_id"]);
        migration.CreateIndex("ix_deliveries_deliveries_channel_id", "deliveries_deliveries", ["channel_id"]);
        migration.CreateIndex("ix_deliveries_deliveries_notice_id", "deliveries_deliveries", ["notice_id"]);
        migration.CreateIndex("ix_deliveries_deliveries_once_key", "deliveries_deliveries", ["once_key"], unique: true);
        migration.CreateIndex("ix_deliveries_deliveries_queued_at", "deliveries_deliveries", ["queued_at"]);
        migration.CreateIndex(
            "ix_deliveries_deliveries_state_next_try_at",
            "deliveries_deliveries",
            ["state", "next_try_at"]
        );
    }

    private static void Tries(MigrationBuilder migration)
    {
        migration.CreateTable(
            "deliveries_tries",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                answer = table.Column<string>(maxLength: 500, nullable: false),
                at = table.Column<DateTime>(nullable: false),
                delivery_id = table.Column<Guid>(nullable: false),
                milliseconds = table.Column<int>(nullable: false),
                succeeded = table.Column<bool>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_deliveries_tries", row => row.id);
                table.ForeignKey(
                    "fk_deliveries_tries_deliveries_deliveries_delivery_id",
                    row => row.delivery_id,
                    "deliveries_deliveries",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_deliveries_tries_delivery_id", "deliveries_tries", ["delivery_id"]);
    }

    private static void Subscriptions(MigrationBuilder migration)
    {
        migration.CreateTable(
            "deliveries_subscriptions",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                account_id = table.Column<Guid>(nullable: false),
                ended_at = table.Column<DateTime>(nullable: true),
                ended_how = table.Column<string>(maxLength: 40, nullable: true),
                since = table.Column<DateTime>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                topic = table.Column<string>(maxLength: 60, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_deliveries_subscriptions", row => row.id);
                table.ForeignKey(
                    "fk_deliveries_subscriptions_access_accounts_account_id",
                    row => row.account_id,
                    "access_accounts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
                table.ForeignKey(
                    "fk_deliveries_subscriptions_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_deliveries_subscriptions_account_id", "deliveries_subscriptions", ["account_id"]);
        migration.CreateIndex("ix_deliveries_subscriptions_team_id", "deliveries_subscriptions", ["team_id"]);
        migration.CreateIndex("ix_deliveries_subscriptions_topic", "deliveries_subscriptions", ["topic"]);
    }

    private static void FeedTokens(MigrationBuilder migration)
    {
        migration.CreateTable(
            "deliveries_feed_tokens",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                account_id = table.Column<Guid>(nullable: false),
                created_at = table.Column<DateTime>(nullable: false),
                ending = table.Column<string>(maxLength: 4, nullable: false),
                hash = table.Column<string>(maxLength: 64, nullable: false),
                last_used_at = table.Column<DateTime>(nullable: true),
                revoked_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_deliveries_feed_tokens", row => row.id);
                table.ForeignKey(
                    "fk_deliveries_feed_tokens_access_accounts_account_id",
                    row => row.account_id,
                    "access_accounts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_deliveries_feed_tokens_account_id", "deliveries_feed_tokens", ["account_id"]);
        migration.CreateIndex("ix_deliveries_feed_tokens_hash", "deliveries_feed_tokens", ["hash"], unique: true);
    }

    private static void Summaries(MigrationBuilder migration)
    {
        migration.CreateTable(
            "communication_summaries",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                data_class = table.Column<int>(nullable: false),
                from = table.Column<DateOnly>(nullable: false),
                made_at = table.Column<DateTime>(nullable: false),
                made_by = table.Column<string>(nullable: false),
                number = table.Column<int>(nullable: false),
                owner_account_id = table.Column<Guid>(nullable: true),
                team_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(maxLength: 200, nullable: false),
                to = table.Column<DateOnly>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_communication_summaries", row => row.id);
                table.ForeignKey(
                    "fk_communication_summaries_catalogue_teams_team_id",
                    row => row.team_id,
                    "catalogue_teams",
                    "id",
                    onDelete: ReferentialAction.SetNull
                );
            }
        );
        migration.CreateIndex("ix_communication_summaries_number", "communication_summaries", ["number"], unique: true);
        migration.CreateIndex("ix_communication_summaries_team_id_to", "communication_summaries", ["team_id", "to"]);
    }

    private static void Texts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "communication_texts",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                audience = table.Column<int>(nullable: false),
                correction = table.Column<string>(maxLength: 500, nullable: true),
                edited_at = table.Column<DateTime>(nullable: false),
                edited_by = table.Column<string>(nullable: false),
                markdown = table.Column<string>(nullable: false),
                summary_id = table.Column<Guid>(nullable: false),
                version = table.Column<int>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_communication_texts", row => row.id);
                table.ForeignKey(
                    "fk_communication_texts_communication_summaries_summary_id",
                    row => row.summary_id,
                    "communication_summaries",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_communication_texts_summary_id_audience_version",
            "communication_texts",
            ["summary_id", "audience", "version"],
            unique: true
        );
    }

    private static void Publications(MigrationBuilder migration)
    {
        migration.CreateTable(
            "communication_publications",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                text_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_communication_publications", row => row.id);
                table.ForeignKey(
                    "fk_communication_publications_communication_texts_text_id",
                    row => row.text_id,
                    "communication_texts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_communication_publications_at", "communication_publications", ["at"]);
        migration.CreateIndex(
            "ix_communication_publications_text_id",
            "communication_publications",
            ["text_id"],
            unique: true
        );
    }

    private static void Sendings(MigrationBuilder migration)
    {
        migration.CreateTable(
            "communication_sendings",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                by = table.Column<string>(nullable: false),
                recipients = table.Column<int>(nullable: false),
                text_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_communication_sendings", row => row.id);
                table.ForeignKey(
                    "fk_communication_sendings_communication_texts_text_id",
                    row => row.text_id,
                    "communication_texts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_communication_sendings_text_id", "communication_sendings", ["text_id"]);
    }

    private static void Links(MigrationBuilder migration)
    {
        migration.CreateTable(
            "communication_links",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                audience = table.Column<int>(nullable: false),
                ending = table.Column<string>(maxLength: 4, nullable: false),
                expires_at = table.Column<DateTime>(nullable: false),
                last_opened_at = table.Column<DateTime>(nullable: true),
                made_at = table.Column<DateTime>(nullable: false),
                made_by = table.Column<string>(nullable: false),
                opened = table.Column<int>(nullable: false),
                revoked_at = table.Column<DateTime>(nullable: true),
                revoked_by = table.Column<string>(nullable: true),
                summary_id = table.Column<Guid>(nullable: false),
                token_hash = table.Column<string>(maxLength: 64, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_communication_links", row => row.id);
                table.ForeignKey(
                    "fk_communication_links_communication_summaries_summary_id",
                    row => row.summary_id,
                    "communication_summaries",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_communication_links_summary_id", "communication_links", ["summary_id"]);
        migration.CreateIndex("ix_communication_links_token_hash", "communication_links", ["token_hash"], unique: true);
    }
}
