using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Settings;

/// <summary>A threshold of a practice, for the organization or one team. Changing it adds a row, so that the past can be replayed.</summary>
public sealed class Setting : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Key { get; init; } = "";

    public Guid? TeamId { get; init; }

    public double Value { get; init; }

    public DateTime SetAt { get; init; }

    public string SetBy { get; init; } = "";
}

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> builder)
    {
        builder.ToTable("settings_thresholds");
        builder.HasIndex(row => row.Key);
        builder.Property(row => row.Key).HasMaxLength(80);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId);
    }
}
