using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611200001_Access")]
internal sealed class M202611200001_Access : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        Accounts(migration);
        Keys(migration);
        migration.CreateTable(
            "timeline_events",
            table => new
            {
                id = table.Column<Guid>(),
                at = table.Column<DateTime>(),
                actor_id = table.Column<Guid>(nullable: true),
                actor = table.Column<string>(maxLength: 200),
                verb = table.Column<string>(maxLength: 60),
                subject = table.Column<string>(maxLength: 400),
                subject_url = table.Column<string>(maxLength: 400, nullable: true),
                details = table.Column<string>(nullable: true),
                data_class = table.Column<int>(),
                team_id = table.Column<Guid>(nullable: true),
                owner_account_id = table.Column<Guid>(nullable: true),
            },
            constraints: table => table.PrimaryKey("pk_timeline_events", row => row.id)
        );
        migration.CreateIndex("ix_timeline_events_at", "timeline_events", "at");
        migration.CreateTable(
            "data_facts",
            table => new
            {
                name = table.Column<string>(maxLength: 100),
                value = table.Column<string>(),
                written_at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("pk_data_facts", row => row.name)
        );
    }

    private static void Accounts(MigrationBuilder migration)
    {
        migration.CreateTable(
            "access_accounts",
            table => new
            {
                id = table.Column<Guid>(),
                name = table.Column<string>(maxLength: 200),
                person_id = table.Column<Guid>(nullable: true),
                created_at = table.Column<DateTime>(),
                last_sign_in_at = table.Column<DateTime>(nullable: true),
                closed_at = table.Column<DateTime>(nullable: true),
                user_name = table.Column<string>(maxLength: 256, nullable: true),
                normalized_user_name = table.Column<string>(maxLength: 256, nullable: true),
                email = table.Column<string>(maxLength: 256, nullable: true),
                normalized_email = table.Column<string>(maxLength: 256, nullable: true),
                email_confirmed = table.Column<bool>(),
                password_hash = table.Column<string>(nullable: true),
                security_stamp = table.Column<string>(nullable: true),
                concurrency_stamp = table.Column<string>(nullable: true),
                two_factor_enabled = table.Column<bool>(),
                lockout_end = table.Column<DateTimeOffset>(nullable: true),
                lockout_enabled = table.Column<bool>(),
                access_failed_count = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("pk_access_accounts", row => row.id)
        );
        migration.CreateIndex("user_name_index", "access_accounts", "normalized_user_name", unique: true);
        migration.CreateIndex("email_index", "access_accounts", "normalized_email");
        migration.CreateTable(
            "access_account_claims",
            table => new
            {
                id = table
                    .Column<int>()
                    .Annotation("Sqlite:Autoincrement", value: true)
                    .Annotation(
                        "Npgsql:ValueGenerationStrategy",
                        Npgsql
                            .EntityFrameworkCore
                            .PostgreSQL
                            .Metadata
                            .NpgsqlValueGenerationStrategy
                            .IdentityByDefaultColumn
                    ),
                user_id = table.Column<Guid>(),
                claim_type = table.Column<string>(nullable: true),
                claim_value = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_access_account_claims", row => row.id);
                table.ForeignKey(
                    "fk_access_account_claims_access_accounts_user_id",
                    row => row.user_id,
                    "access_accounts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_access_account_claims_user_id", "access_account_claims", "user_id");
        migration.CreateTable(
            "access_account_logins",
            table => new
            {
                login_provider = table.Column<string>(maxLength: 128),
                provider_key = table.Column<string>(maxLength: 128),
                provider_display_name = table.Column<string>(nullable: true),
                user_id = table.Column<Guid>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_access_account_logins", row => new { row.login_provider, row.provider_key });
                table.ForeignKey(
                    "fk_access_account_logins_access_accounts_user_id",
                    row => row.user_id,
                    "access_accounts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_access_account_logins_user_id", "access_account_logins", "user_id");
        migration.CreateTable(
            "access_account_tokens",
            table => new
            {
                user_id = table.Column<Guid>(),
                login_provider = table.Column<string>(maxLength: 128),
                name = table.Column<string>(maxLength: 128),
                value = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey(
                    "pk_access_account_tokens",
                    row => new
                    {
                        row.user_id,
                        row.login_provider,
                        row.name,
                    }
                );
                table.ForeignKey(
                    "fk_access_account_tokens_access_accounts_user_id",
                    row => row.user_id,
                    "access_accounts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateTable(
            "access_role_grants",
            table => new
            {
                id = table.Column<Guid>(),
                account_id = table.Column<Guid>(),
                team_id = table.Column<Guid>(nullable: true),
                role = table.Column<int>(),
                granted_at = table.Column<DateTime>(),
                granted_by_id = table.Column<Guid>(nullable: true),
                revoked_at = table.Column<DateTime>(nullable: true),
                revoked_by_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_access_role_grants", row => row.id);
                table.ForeignKey(
                    "fk_access_role_grants_access_accounts_account_id",
                    row => row.account_id,
                    "access_accounts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_access_role_grants_account_id", "access_role_grants", "account_id");
    }

    private static void Keys(MigrationBuilder migration)
    {
        migration.CreateTable(
            "access_one_time_links",
            table => new
            {
                id = table.Column<Guid>(),
                account_id = table.Column<Guid>(nullable: true),
                token_hash = table.Column<string>(maxLength: 64),
                created_at = table.Column<DateTime>(),
                expires_at = table.Column<DateTime>(),
                used_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_access_one_time_links", row => row.id);
                table.ForeignKey(
                    "fk_access_one_time_links_access_accounts_account_id",
                    row => row.account_id,
                    "access_accounts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex(
            "ix_access_one_time_links_token_hash",
            "access_one_time_links",
            "token_hash",
            unique: true
        );
        migration.CreateIndex("ix_access_one_time_links_account_id", "access_one_time_links", "account_id");
        migration.CreateTable(
            "access_tokens",
            table => new
            {
                id = table.Column<Guid>(),
                data_class = table.Column<int>(),
                team_id = table.Column<Guid>(nullable: true),
                owner_account_id = table.Column<Guid>(nullable: true),
                name = table.Column<string>(maxLength: 100),
                scope = table.Column<int>(),
                ending = table.Column<string>(maxLength: 4),
                hash = table.Column<string>(maxLength: 64),
                created_at = table.Column<DateTime>(),
                expires_at = table.Column<DateTime>(),
                last_used_at = table.Column<DateTime>(nullable: true),
                revoked_at = table.Column<DateTime>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_access_tokens", row => row.id);
                table.ForeignKey(
                    "fk_access_tokens_access_accounts_owner_account_id",
                    row => row.owner_account_id,
                    "access_accounts",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_access_tokens_hash", "access_tokens", "hash", unique: true);
        migration.CreateIndex("ix_access_tokens_owner_account_id", "access_tokens", "owner_account_id");
        migration.CreateTable(
            "access_protection_keys",
            table => new
            {
                id = table.Column<Guid>(),
                name = table.Column<string>(maxLength: 200),
                xml = table.Column<string>(),
                created_at = table.Column<DateTime>(),
            },
            constraints: table => table.PrimaryKey("pk_access_protection_keys", row => row.id)
        );
    }
}
