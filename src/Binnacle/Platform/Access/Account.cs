using Microsoft.AspNetCore.Identity;

namespace Binnacle.Platform.Access;

/// <summary>One who can sign in. Roles are rows of <see cref="RoleGrant"/>; the person in the catalogue is a link.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Account() => Id = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public Guid? PersonId { get; set; }

    public DateTime CreatedAt { get; set; }

    public DateTime? LastSignInAt { get; set; }

    public DateTime? ClosedAt { get; set; }

    /// <summary>As the user manager would make it: what it compares by is normalized, and it can be locked out.</summary>
    public static Account Named(string userName, string name, DateTime createdAt) =>
        new()
        {
            UserName = userName,
            NormalizedUserName = userName.ToUpperInvariant(),
            Name = name,
            CreatedAt = createdAt,
            LockoutEnabled = true,
            SecurityStamp = Secret.Make(),
        };
}
