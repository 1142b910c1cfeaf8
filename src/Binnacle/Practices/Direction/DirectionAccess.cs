using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction;

/// <summary>Who may do what, and fields that several forms share.</summary>
internal static class DirectionAccess
{
    public static void RequireMember(this AppDb db, Guid? teamId)
    {
        if (db.Viewer.RoleIn(teamId) < Role.Member)
            throw new NotAllowed(
                teamId is null
                    ? "Only members of the organization may change what belongs to no team."
                    : "Only members of its team or of the organization may change this."
            );
    }

    /// <summary>Text of a field, trimmed, within its length.</summary>
    public static string Text(string field, string? value, int longest, string what)
    {
        var text = value?.Trim() ?? "";
        return text.Length > 0 && text.Length <= longest
            ? text
            : throw new Refusal(field, $"{what}, in 1 to {longest:N0} characters.");
    }

    /// <summary>Null for the whole organization.</summary>
    public static async Task<Team?> TeamAsync(AppDb db, string? scope, CancellationToken cancellation)
    {
        var team = await db.TeamOfScopeAsync(scope, "scope", cancellation: cancellation);
        return db.Viewer.RoleIn(team?.Id) >= Role.Member
            ? team
            : throw new Refusal("scope", "Your role does not cover this scope. Choose a team of yours.");
    }

    public static async Task<int?> ObjectiveAsync(AppDb db, int? number, int? before, CancellationToken cancellation) =>
        number is null || number == before || (await db.GoalsAsync(cancellation)).Any(row => row.Number == number)
            ? number
            : throw new Refusal("objective", $"There is no objective {number}.");
}
