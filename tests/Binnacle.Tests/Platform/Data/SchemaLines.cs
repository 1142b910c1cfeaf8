using System.Data.Common;
using Binnacle.Platform.Data;
using Binnacle.Tests.Databases;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Tests.Platform.Data;

/// <summary>A schema as sorted lines of text, so that two can be compared and the difference read.</summary>
/// <remarks>What the full-text index is made of differs by nature; tables of that name are left out.</remarks>
internal static class SchemaLines
{
    private const string Sqlite = """
        SELECT 'table ' || name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\_\_EF%' ESCAPE '\' AND name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT 'column ' || t.name || '.' || c.name || ' ' || c.type || iif(c."notnull", ' not null', '') || ' default ' || ifnull(c.dflt_value, '-') || ' key ' || c.pk
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\' AND t.name NOT LIKE 'sqlite%'
        UNION ALL
        SELECT 'index ' || t.name || '.' || i.name || iif(i."unique", ' unique', '') || ' (' || (SELECT group_concat(x.name || iif(x."desc", ' desc', ''), ', ') FROM pragma_index_xinfo(i.name) x WHERE x.key = 1) || ')' || ifnull(' ' || substr(s.sql, instr(s.sql, ' WHERE ')) , '')
        FROM sqlite_master t, pragma_index_list(t.name) i LEFT JOIN sqlite_master s ON s.name = i.name AND instr(s.sql, ' WHERE ') > 0 WHERE t.type = 'table' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\'
        UNION ALL
        SELECT 'foreign key ' || t.name || '.' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' on delete ' || f.on_delete
        FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'
        UNION ALL
        SELECT 'autoincrement ' || name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%' AND name NOT LIKE '\_\_EF%' ESCAPE '\'
        """;

    private const string Postgres = """
        SELECT 'table ' || table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_EF%'
        UNION ALL
        SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
            || ' default ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '-') || ' identity ' || a.attidentity::text
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r' JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relname NOT LIKE '\_\_EF%'
        UNION ALL
        SELECT 'index ' || tablename || '.' || indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\_\_EF%'
        UNION ALL
        SELECT 'constraint ' || c.relname || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid)
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
        WHERE c.relname NOT LIKE '\_\_EF%'
        """;

    public static async Task<SortedSet<string>> ReadAsync(DatabaseChoice choice)
    {
        await using var db = TestDatabase.Open(choice);
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = choice.IsPostgres ? Postgres : Sqlite;
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            if (!reader.GetString(0).Contains(" search_text", StringComparison.Ordinal))
                lines.Add(reader.GetString(0));
        return lines;
    }
}
