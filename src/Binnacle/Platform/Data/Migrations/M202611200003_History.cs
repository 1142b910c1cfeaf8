using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611200003_History")]
internal sealed class M202611200003_History : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.CreateTable(
            "documents_documents",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                changed_at = table.Column<DateTime>(nullable: false),
                changed_in = table.Column<string>(nullable: false),
                first_seen_at = table.Column<DateTime>(nullable: false),
                kind = table.Column<int>(nullable: false),
                number = table.Column<int>(nullable: false),
                path = table.Column<string>(nullable: false),
                problems = table.Column<int>(nullable: false),
                removed_at = table.Column<DateTime>(nullable: true),
                repository_id = table.Column<Guid>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_documents_documents", row => row.id);
                table.ForeignKey(
                    "fk_documents_documents_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_documents_documents_kind", "documents_documents", ["kind"]);
        migration.CreateIndex("ix_documents_documents_number", "documents_documents", ["number"], unique: true);
        migration.CreateIndex("ix_documents_documents_repository_id", "documents_documents", ["repository_id"]);

        migration.CreateTable(
            "documents_versions",
            table => new
            {
                id = table.Column<Guid>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                blob = table.Column<string>(nullable: true),
                commit = table.Column<string>(nullable: false),
                document_id = table.Column<Guid>(nullable: false),
                facts = table.Column<string>(nullable: true),
                problems = table.Column<string>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_documents_versions", row => row.id);
                table.ForeignKey(
                    "fk_documents_versions_documents_documents_document_id",
                    row => row.document_id,
                    "documents_documents",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_documents_versions_document_id_at", "documents_versions", ["document_id", "at"]);

        migration.CreateTable(
            "history_authors",
            table => new
            {
                id = table.Column<long>(nullable: false),
                address = table.Column<string>(nullable: false),
                is_bot = table.Column<bool>(nullable: false),
                name = table.Column<string>(nullable: false),
                person_id = table.Column<Guid>(nullable: true),
                repository_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_history_authors", row => row.id);
                table.ForeignKey(
                    "fk_history_authors_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_history_authors_person_id", "history_authors", ["person_id"]);
        migration.CreateIndex("ix_history_authors_repository_id", "history_authors", ["repository_id"]);

        migration.CreateTable(
            "history_commits",
            table => new
            {
                id = table.Column<long>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                author_id = table.Column<long>(nullable: false),
                committed_at = table.Column<DateTime>(nullable: false),
                decided_by = table.Column<int>(nullable: false),
                kind = table.Column<int>(nullable: false),
                name = table.Column<byte[]>(nullable: false),
                parents = table.Column<byte[]>(nullable: false),
                repository_id = table.Column<Guid>(nullable: false),
                subject = table.Column<string>(nullable: false),
                tag_id = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_history_commits", row => row.id);
                table.ForeignKey(
                    "fk_history_commits_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_history_commits_repository_id_at", "history_commits", ["repository_id", "at"]);
        migration.CreateIndex(
            "ix_history_commits_repository_id_name",
            "history_commits",
            ["repository_id", "name"],
            unique: true
        );

        migration.CreateTable(
            "history_changes",
            table => new
            {
                commit_id = table.Column<long>(nullable: false),
                path_id = table.Column<long>(nullable: false),
                added = table.Column<int>(nullable: true),
                blob = table.Column<byte[]>(nullable: true),
                deleted = table.Column<int>(nullable: true),
                kind = table.Column<byte>(nullable: false),
                old_path_id = table.Column<long>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_history_changes", row => new { row.commit_id, row.path_id });
                table.ForeignKey(
                    "fk_history_changes_history_commits_commit_id",
                    row => row.commit_id,
                    "history_commits",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_history_changes_path_id", "history_changes", ["path_id"]);

        migration.CreateTable(
            "history_paths",
            table => new
            {
                id = table.Column<long>(nullable: false),
                path = table.Column<string>(nullable: false),
                repository_id = table.Column<Guid>(nullable: false),
                area = table.Column<string>(nullable: false),
                is_counted = table.Column<bool>(nullable: false),
                is_current = table.Column<bool>(nullable: false),
                team_id = table.Column<Guid>(nullable: true),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_history_paths", row => row.id);
                table.ForeignKey(
                    "fk_history_paths_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_history_paths_repository_id", "history_paths", ["repository_id"]);

        migration.CreateTable(
            "history_tags",
            table => new
            {
                id = table.Column<long>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                commit = table.Column<byte[]>(nullable: false),
                is_prerelease = table.Column<bool>(nullable: false),
                is_release = table.Column<bool>(nullable: false),
                name = table.Column<string>(nullable: false),
                repository_id = table.Column<Guid>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_history_tags", row => row.id);
                table.ForeignKey(
                    "fk_history_tags_catalogue_repositories_repository_id",
                    row => row.repository_id,
                    "catalogue_repositories",
                    "id",
                    onDelete: ReferentialAction.Cascade
                );
            }
        );
        migration.CreateIndex("ix_history_tags_repository_id", "history_tags", ["repository_id"]);
    }
}
