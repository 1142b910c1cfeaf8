using Microsoft.EntityFrameworkCore.Migrations;

namespace Binnacle.Platform.Data.Migrations;

/// <summary>
/// More is found than before: what was written until now is put into the index as soon as the server runs, and not only in
/// the night. A new database has nothing to mend.
/// </summary>
[Migration("202611210021_SearchAgain")]
internal sealed class M202611210021_SearchAgain : Migration
{
    protected override void Up(MigrationBuilder migration) =>
        migration.Sql(
            """
            INSERT INTO jobs_runs (id, job, "key", title, queued_at, done, total)
            SELECT '01999999-5EA2-7C00-8000-000000000021', 'search-index', '', 'Mend the search index', CURRENT_TIMESTAMP, 0, 0
            WHERE EXISTS (SELECT 1 FROM search_entries)
            """
        );
}
