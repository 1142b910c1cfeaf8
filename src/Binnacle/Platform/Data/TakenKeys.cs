using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Binnacle.Platform.Data;

public static class TakenKeys
{
    private const int PrimaryKey = 1555;
    private const int Unique = 2067;

    /// <summary>What may be there once is there already: somebody else was first.</summary>
    public static bool IsTaken(this DbUpdateException problem) =>
        problem.InnerException
            is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }
                or SqliteException { SqliteExtendedErrorCode: PrimaryKey or Unique };
}
