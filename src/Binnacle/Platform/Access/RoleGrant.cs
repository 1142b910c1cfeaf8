using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Access;

/// <summary>A role of an account, in a team or, without one, in the organization. Taking it back leaves the row with who and when.</summary>
public sealed class RoleGrant : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid AccountId { get; init; }

    public Guid? TeamId { get; init; }

    public Role Role { get; init; }

    public DateTime GrantedAt { get; init; }

    public Guid? GrantedById { get; init; }

    public DateTime? RevokedAt { get; private set; }

    public Guid? RevokedById { get; private set; }

    public void Revoke(AppDb db)
    {
        RevokedAt ??= db.Now;
        RevokedById ??= db.Viewer.AccountId;
    }
}

internal sealed class RoleGrantConfiguration : IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<RoleGrant> builder)
    {
        builder.ToTable("access_role_grants");
        builder.HasOne<Account>().WithMany().HasForeignKey(grant => grant.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(grant => grant.AccountId);
    }
}
