using System.Data;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Binnacle.Platform;
using Binnacle.Platform.Outbound;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Fetching;
using Npgsql;

namespace Binnacle.Sources.Sql;

/// <summary>
/// A query on a PostgreSQL database that an administrator opened: one value of today, or rows of day and value. It runs alone,
/// as a subquery sent with the extended protocol (so that it cannot be more than one statement), in a read-only transaction
/// of a read-only session, for ten seconds at most, and gives at most 5,000 rows.
/// </summary>
public sealed partial class SqlSource(OutboundGuard guard) : IFetchPoints
{
    public const int MostRows = 5000;
    private const int MostSeconds = 10;

    public SourceKind Kind => SourceKind.Sql;

    public bool WaitsForTheDaysEnd => false;

    public int DaysAtOnce(SourceSettings settings) => 366;

    public void Require(SourceSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Query))
            throw new Refusal("query", "Write a query that gives one value, or rows of day and value.");
    }

    public async Task<IReadOnlyList<MeasurePoint>> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var connection =
            request.Connection
            ?? throw new OutboundFailure("The database of this source is no longer defined. Choose another.");
        var place = $"Database {connection.Name}";
        var addresses = await guard.AddressesAsync(connection.Host, cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(2 * MostSeconds));
        try
        {
            await using var source = Source(connection, addresses[0], request.Secret);
            await using var open = await source.OpenConnectionAsync(limit.Token);
            await using var transaction = await open.BeginTransactionAsync(IsolationLevel.RepeatableRead, limit.Token);
            await using (var only = new NpgsqlCommand("SET TRANSACTION READ ONLY", open, transaction))
                await only.ExecuteNonQueryAsync(limit.Token);
            return await ReadAsync(open, transaction, request, place, limit.Token);
        }
        catch (PostgresException problem)
        {
            throw new OutboundFailure($"{place}: expected an answer, found: {Words(problem)}", problem);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new OutboundFailure($"{place}: expected an answer within {2 * MostSeconds} seconds, found none.");
        }
        catch (Exception problem)
            when (problem is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            throw new OutboundFailure(
                $"{place}: expected a connection, found none. Is the server there, and is encryption set as it needs?",
                problem
            );
        }
    }

    private static NpgsqlDataSource Source(
        SqlConnectionDefinition connection,
        System.Net.IPAddress address,
        string? password
    )
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            // The address that was checked; the name is not resolved again.
            Host = address.ToString(),
            Port = connection.Port,
            Database = connection.Database,
            Username = connection.UserName,
            Password = password,
            SslMode = connection.Security switch
            {
                ConnectionSecurity.Verified => SslMode.VerifyFull,
                ConnectionSecurity.Encrypted => SslMode.Require,
                _ => SslMode.Disable,
            },
            Pooling = false,
            Timeout = MostSeconds,
            CommandTimeout = MostSeconds + 2,
            ApplicationName = "Binnacle",
            Options =
                $"-c default_transaction_read_only=on -c statement_timeout={MostSeconds * 1000} -c lock_timeout=2000",
            IncludeErrorDetail = false,
        };
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        if (connection.Security is not ConnectionSecurity.None)
            builder.UseSslClientAuthenticationOptionsCallback(options => options.TargetHost = connection.Host);
        return builder.Build();
    }

    private static async Task<IReadOnlyList<MeasurePoint>> ReadAsync(
        NpgsqlConnection open,
        NpgsqlTransaction transaction,
        FetchRequest request,
        string place,
        CancellationToken cancellation
    )
    {
        var query = Filled(request);
#pragma warning disable CA2100 // That leaders write it is what this is for; how it is confined is said above.
        await using var command = new NpgsqlCommand(
            $"SELECT * FROM (\n{query}\n) AS asked LIMIT $1",
            open,
            transaction
        );
#pragma warning restore CA2100
        // Positional: the text then goes to the server as one statement, and is never split here.
        command.Parameters.Add(new NpgsqlParameter { Value = MostRows + 1 });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (reader.FieldCount is < 1 or > 3)
            throw new OutboundFailure(
                $"{place}: expected one value, or day and value, found {reader.FieldCount} columns."
            );
        var points = new List<MeasurePoint>();
        while (await reader.ReadAsync(cancellation))
        {
            if (points.Count == MostRows)
                throw new OutboundFailure(
                    $"{place}: expected at most {MostRows:N0} rows, found more. Count by day in the query."
                );
            if (reader.FieldCount == 1 && points.Count == 1)
                throw new OutboundFailure($"{place}: expected one value, found several rows. Give day and value.");
            var row = $"{place}, row {points.Count + 1}";
            var at = reader.FieldCount == 1 ? 0 : 1;
            if (await reader.IsDBNullAsync(at, cancellation))
                continue;
            points.Add(
                new(
                    reader.FieldCount == 1 ? request.Today : Day(reader.GetValue(0), row),
                    Number(reader.GetValue(at), row),
                    reader.FieldCount == 3 && !await reader.IsDBNullAsync(2, cancellation)
                        ? Share(reader.GetValue(2), row)
                        : null
                )
            );
        }
        return points;
    }

    /// <summary><c>:from</c> and <c>:to</c> become days; a semicolon at the end is dropped.</summary>
    private static string Filled(FetchRequest request) =>
        Days()
            .Replace(
                request.Settings.Query!.Trim().TrimEnd(';'),
                match =>
                    $"DATE '{(match.Groups[1].Value == "from" ? request.From : request.To).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'"
            );

    private static DateOnly Day(object value, string row) =>
        value switch
        {
            DateOnly day => day,
            DateTime time => DateOnly.FromDateTime(time.Kind is DateTimeKind.Local ? time.ToUniversalTime() : time),
            DateTimeOffset time => DateOnly.FromDateTime(time.UtcDateTime),
            string text
                when DateOnly.TryParseExact(
                    text,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                ) => day,
            _ => throw new OutboundFailure($"{row}: expected a day in the first column, found {Shown(value)}."),
        };

    private static double Number(object value, string row)
    {
        var number = value switch
        {
            double one => one,
            float one => one,
            decimal one => (double)one,
            int or long or short => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => double.NaN,
        };
        return double.IsFinite(number)
            ? number
            : throw new OutboundFailure($"{row}: expected a number, found {Shown(value)}.");
    }

    private static double Share(object value, string row) =>
        Number(value, row) is >= 0 and <= 1 and var share
            ? share
            : throw new OutboundFailure(
                $"{row}: expected a share from 0 to 1 in the third column, found {Shown(value)}."
            );

    private static string Shown(object value)
    {
        var text = value switch
        {
            DateTime time => time.ToString("s", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        return $"“{(text.Length > 40 ? text[..40] + "…" : text)}”";
    }

    private static string Words(PostgresException problem) =>
        problem.SqlState switch
        {
            "57014" => $"the query took longer than {MostSeconds} seconds.",
            "25006" => "the query wants to write. Only reading is possible.",
            "28P01" or "28000" => "user name or password are refused. Ask an administrator to look at the connection.",
            "42601" => $"{problem.MessageText}. Write one SELECT, without a semicolon inside.",
            _ => $"{problem.MessageText} ({problem.SqlState}).",
        };

    [GeneratedRegex(@"(?<![:\w]):(from|to)\b")]
    private static partial Regex Days();
}
