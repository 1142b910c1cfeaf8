using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Signals.Fetching;

/// <param name="Password">Null keeps the one that is there, empty removes it.</param>
public sealed record ConnectionDraft(
    string? Name,
    string? Host,
    int Port = 5432,
    string? Database = null,
    string? UserName = null,
    string? Password = null,
    ConnectionSecurity Security = ConnectionSecurity.Verified
)
{
    public override string ToString() => nameof(ConnectionDraft);
}

/// <summary>A connection as people and programs see it; of its password only whether there is one.</summary>
public sealed record ConnectionRow(
    string Name,
    string Host,
    int Port,
    string Database,
    string UserName,
    bool HasPassword,
    ConnectionSecurity Security,
    string DefinedBy,
    DateTime DefinedAt,
    int Measures
);

/// <summary>Databases that measures may ask: administrators alone define them.</summary>
public sealed class ConnectionDefining(AppDb db, SealedSecret secrets)
{
    public const string Page = "/settings/connections";

    /// <param name="name">Null for all.</param>
    public static IQueryable<ConnectionRow> Rows(AppDb db, string? name = null) =>
        db.Set<SqlConnectionDefinition>()
            .AsNoTracking()
            .Where(row => row.RetiredAt == null && (name == null || row.Name == name))
            .OrderBy(row => row.Name)
            .Select(row => new ConnectionRow(
                row.Name,
                row.Host,
                row.Port,
                row.Database,
                row.UserName,
                row.Password != null,
                row.Security,
                row.DefinedBy,
                row.DefinedAt,
                db.Set<MeasureSource>().Count(source => source.ConnectionId == row.Id)
            ));

    /// <summary>Defines a new one, or changes the one of that name.</summary>
    public async Task SetAsync(ConnectionDraft draft, bool isNew, CancellationToken cancellation)
    {
        db.Viewer.RequireAdministrator();
        var name = Text("name", draft.Name, 100, "Give it a name.");
        var host = Text("host", draft.Host, 253, "Give the server's name or address.").Trim('[', ']');
        if (Uri.CheckHostName(host) is UriHostNameType.Unknown or UriHostNameType.Basic)
            throw new Refusal("host", "Give the server's name or address, without port and path.");
        if (draft.Port is < 1 or > 65535)
            throw new Refusal("port", "Give a port from 1 to 65535.");
        var database = Text("database", draft.Database, 63, "Give the database's name.");
        var user = Text("userName", draft.UserName, 63, "Give the user's name; best one that may only read.");
        if (!Enum.IsDefined(draft.Security))
            throw new Refusal("security", "Choose how the connection is protected.");
        var known = await db.Set<SqlConnectionDefinition>()
            .SingleOrDefaultAsync(row => row.Name == name && row.RetiredAt == null, cancellation);
        if (isNew && known is not null)
            throw new Refusal("name", $"There is a database named {name} already.");
        // The password was given for that server; another one does not get it.
        if (
            draft.Password is null
            && known?.Password is not null
            && !known.Host.Equals(host, StringComparison.OrdinalIgnoreCase)
        )
            throw new Refusal("password", "The password was given for another server. Enter it again for this one.");
        var changes = new Changes()
            .Add("Server", known is null ? null : $"{known.Host}:{known.Port}", $"{host}:{draft.Port}")
            .Add("Database", known?.Database, database)
            .Add("User", known?.UserName, user)
            .Add("Encryption", known?.Security.ToString(), draft.Security.ToString());
        if (draft.Password is not null)
            changes.Add(
                "Password",
                known?.Password is null ? null : "kept",
                draft.Password.Length > 0 ? "set" : "removed"
            );
        var row = known ?? new SqlConnectionDefinition { DefinedAt = db.Now, DefinedBy = db.Viewer.Name };
        (row.Name, row.Host, row.Port) = (name, host, draft.Port);
        (row.Database, row.UserName, row.Security) = (database, user, draft.Security);
        if (draft.Password is not null)
            row.Password =
                draft.Password.Length > 0 ? secrets.Seal(SqlConnectionDefinition.SecretPurpose, draft.Password) : null;
        if (known is null)
            db.Add(row);
        db.Record(known is null ? "connection.defined" : "connection.changed", name, Page, changes.Told);
        await db.SaveChangesAsync(cancellation);
    }

    public async Task RetireAsync(string? name, CancellationToken cancellation)
    {
        db.Viewer.RequireAdministrator();
        var known =
            await db.Set<SqlConnectionDefinition>()
                .SingleOrDefaultAsync(row => row.Name == name && row.RetiredAt == null, cancellation)
            ?? throw new Refusal("", "This database is not defined any more.");
        var used = await db.Set<MeasureSource>().CountAsync(row => row.ConnectionId == known.Id, cancellation);
        if (used > 0)
            throw new Refusal("", $"{used} measures ask {known.Name}. Give them another source first.");
        (known.RetiredAt, known.Password) = (db.Now, null);
        db.Record("connection.retired", known.Name, Page);
        await db.SaveChangesAsync(cancellation);
    }

    private static string Text(string field, string? text, int most, string otherwise) =>
        text?.Trim() is { Length: > 0 } trimmed && trimmed.Length <= most ? trimmed
        : string.IsNullOrWhiteSpace(text) ? throw new Refusal(field, otherwise)
        : throw new Refusal(field, $"Keep it within {most} characters.");
}
