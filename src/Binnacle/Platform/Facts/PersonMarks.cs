using System.Security.Cryptography;
using System.Text;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Facts;

/// <summary>
/// A mark in place of a person's name: enough to see that somebody else looked at a change, not enough to count what anybody
/// did without the key. The key stays in this database; raw events hold names until their retention ends.
/// </summary>
public sealed class PersonMarks
{
    private const string KeyFact = "people.mark-key";

    private readonly byte[] key;

    private PersonMarks(byte[] key) => this.key = key;

    /// <param name="host">Where the name is one: <c>github.com</c>.</param>
    /// <returns>Null for no name.</returns>
    public string? Of(string host, string? name) =>
        string.IsNullOrEmpty(name)
            ? null
            : Convert.ToHexStringLower(
                HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{host}\n{name}")).AsSpan(0, 12)
            );

    /// <param name="account">Host and name as an administrator types them: <c>github.com/octo</c>.</param>
    /// <returns>Null where it is not of that form.</returns>
    public string? OfAccount(string? account) =>
        account?.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < account.Length - 1
            ? Of(account[..slash], account[(slash + 1)..])
            : null;

    public static async Task<PersonMarks> ReadAsync(AppDb db, CancellationToken cancellation)
    {
        if (await KeyAsync(db, cancellation) is { } known)
            return new(Convert.FromHexString(known));
        var fact = new DatabaseFact
        {
            Name = KeyFact,
            Value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)),
            WrittenAt = db.Now,
        };
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO data_facts (name, value, written_at) VALUES ({fact.Name}, {fact.Value}, {fact.WrittenAt}) ON CONFLICT DO NOTHING",
            cancellation
        );
        return new(Convert.FromHexString((await KeyAsync(db, cancellation))!));
    }

    private static Task<string?> KeyAsync(AppDb db, CancellationToken cancellation) =>
        db.Set<DatabaseFact>()
            .Where(fact => fact.Name == KeyFact)
            .Select(fact => (string?)fact.Value)
            .SingleOrDefaultAsync(cancellation);
}
