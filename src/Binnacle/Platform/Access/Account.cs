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
}
