using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

[Migration("202611210017_Search")]
internal sealed class M202611210017_Search : Migration
{
    protected override void Up(MigrationBuilder migration)
    {
        migration.AddColumn<string>("text", "documents_documents", nullable: true);
        migration.AddColumn<string>("text_blob", "documents_documents", maxLength: 64, nullable: true);
        migration.CreateTable(
            "search_entries",
            table => new
            {
                id = table.Column<long>(nullable: false),
                at = table.Column<DateTime>(nullable: false),
                body = table.Column<string>(nullable: false),
                data_class = table.Column<int>(nullable: false),
                kind = table.Column<string>(maxLength: 40, nullable: false),
                label = table.Column<string>(maxLength: 60, nullable: false),
                owner_account_id = table.Column<Guid>(nullable: true),
                team_id = table.Column<Guid>(nullable: true),
                title = table.Column<string>(nullable: false),
                url = table.Column<string>(maxLength: 400, nullable: false),
            },
            constraints: table => table.PrimaryKey("pk_search_entries", row => row.id)
        );
        migration.CreateIndex("ix_search_entries_label", "search_entries", "label");
        foreach (
            var statement in migration.ActiveProvider!.EndsWith("Sqlite", StringComparison.Ordinal) ? Sqlite : Postgres
        )
            migration.Sql(statement);
    }

    /// <summary>The index keeps no text of its own; triggers tell it what goes and what comes.</summary>
    private static readonly string[] Sqlite =
    [
        """
            CREATE VIRTUAL TABLE search_text USING fts5(
                label, title, body, content='search_entries', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')
            """,
        """
            CREATE TRIGGER search_text_added AFTER INSERT ON search_entries BEGIN
                INSERT INTO search_text(rowid, label, title, body) VALUES (new.id, new.label, new.title, new.body);
            END
            """,
        """
            CREATE TRIGGER search_text_removed AFTER DELETE ON search_entries BEGIN
                INSERT INTO search_text(search_text, rowid, label, title, body) VALUES ('delete', old.id, old.label, old.title, old.body);
            END
            """,
        """
            CREATE TRIGGER search_text_changed AFTER UPDATE ON search_entries BEGIN
                INSERT INTO search_text(search_text, rowid, label, title, body) VALUES ('delete', old.id, old.label, old.title, old.body);
                INSERT INTO search_text(rowid, label, title, body) VALUES (new.id, new.label, new.title, new.body);
            END
            """,
    ];

    /// <summary>Accents and punctuation go first, so that words are the same ones as in SQLite: "tsdb/head.go" is three.</summary>
    private static readonly string[] Postgres =
    [
        // Stems without stop words, as in SQLite: what was typed must be there.
        "CREATE TEXT SEARCH DICTIONARY search_stem (TEMPLATE = snowball, Language = english)",
        "CREATE TEXT SEARCH CONFIGURATION search_words (COPY = english)",
        "ALTER TEXT SEARCH CONFIGURATION search_words ALTER MAPPING REPLACE english_stem WITH search_stem",
        """
            CREATE TABLE search_text (
                id bigint PRIMARY KEY REFERENCES search_entries (id) ON DELETE CASCADE,
                words tsvector NOT NULL)
            """,
        "CREATE INDEX search_text_words ON search_text USING gin (words)",
        """
            CREATE FUNCTION search_text_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
                SELECT to_tsvector('search_words', regexp_replace(regexp_replace(normalize($1, NFD), '[\u0300-\u036f]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
            $$
            """,
        """
            CREATE FUNCTION search_text_keep() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO search_text (id, words) VALUES (
                    new.id,
                    setweight(search_text_words(new.label), 'A') || setweight(search_text_words(new.title), 'B') || setweight(search_text_words(new.body), 'D'))
                ON CONFLICT (id) DO UPDATE SET words = excluded.words;
                RETURN new;
            END
            $$
            """,
        """
            CREATE TRIGGER search_text_kept AFTER INSERT OR UPDATE ON search_entries
                FOR EACH ROW EXECUTE FUNCTION search_text_keep()
            """,
    ];
}
