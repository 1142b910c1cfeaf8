using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Cadences;

internal sealed class CadenceConfiguration
    : IEntityTypeConfiguration<Cadence>,
        IEntityTypeConfiguration<CadenceRule>,
        IEntityTypeConfiguration<CadenceHost>,
        IEntityTypeConfiguration<HostChange>,
        IEntityTypeConfiguration<HostPause>,
        IEntityTypeConfiguration<Holiday>,
        IEntityTypeConfiguration<OccurrenceMark>,
        IEntityTypeConfiguration<CadenceFeed>,
        IEntityTypeConfiguration<CalendarImport>,
        IEntityTypeConfiguration<CalendarImportLine>
{
    public void Configure(EntityTypeBuilder<Cadence> builder)
    {
        builder.ToTable("cadences_cadences");
        builder.Ignore(row => row.Url);
        builder.Ignore(row => row.Rule);
        builder.HasIndex(row => row.Number).IsUnique();
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.Property(row => row.Place).HasMaxLength(500);
        builder.Property(row => row.MatchTitle).HasMaxLength(200);
        builder.Property(row => row.MatchOrganizer).HasMaxLength(320);
        builder.Property(row => row.MatchUid).HasMaxLength(400);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(row => row.Rules).WithOne().HasForeignKey(row => row.CadenceId);
        builder.HasMany(row => row.Hosts).WithOne().HasForeignKey(row => row.CadenceId);
    }

    public void Configure(EntityTypeBuilder<CadenceRule> builder)
    {
        builder.ToTable("cadences_rules");
        builder.HasIndex(row => new { row.CadenceId, row.Version }).IsUnique();
        builder.Property(row => row.Text).HasMaxLength(500);
        builder.Property(row => row.Zone).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<CadenceHost> builder)
    {
        builder.ToTable("cadences_hosts");
        builder.HasIndex(row => row.CadenceId);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<HostChange> builder)
    {
        builder.ToTable("cadences_host_changes");
        builder.HasIndex(row => new { row.CadenceId, row.PlannedOn });
        builder.Property(row => row.Reason).HasMaxLength(500);
        builder.HasOne<Cadence>().WithMany().HasForeignKey(row => row.CadenceId);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<HostPause> builder)
    {
        builder.ToTable("cadences_host_pauses");
        builder.HasIndex(row => row.PersonId);
        builder.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Holiday> builder)
    {
        builder.ToTable("cadences_holidays");
        builder.HasIndex(row => row.On);
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<OccurrenceMark> builder)
    {
        builder.ToTable("cadences_marks");
        builder.HasIndex(row => new { row.CadenceId, row.PlannedOn });
        builder.Property(row => row.Reason).HasMaxLength(500);
        builder.Property(row => row.NotesUrl).HasMaxLength(2000);
        builder.Property(row => row.Source).HasMaxLength(40);
        builder.HasOne<Cadence>().WithMany().HasForeignKey(row => row.CadenceId);
    }

    public void Configure(EntityTypeBuilder<CadenceFeed> builder)
    {
        builder.ToTable("cadences_feeds");
        builder.HasIndex(row => row.Hash).IsUnique();
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Property(row => row.Ending).HasMaxLength(4);
        builder.HasOne<Team>().WithMany().HasForeignKey(row => row.TeamId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Account>().WithMany().HasForeignKey(row => row.OwnerAccountId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<CalendarImport> builder)
    {
        builder.ToTable("cadences_imports");
        builder.HasIndex(row => row.Number).IsUnique();
        builder.Property(row => row.Name).HasMaxLength(200);
        builder.HasMany(row => row.Lines).WithOne().HasForeignKey(row => row.ImportId);
    }

    public void Configure(EntityTypeBuilder<CalendarImportLine> builder)
    {
        builder.ToTable("cadences_import_lines");
        builder.HasIndex(row => row.ImportId);
        builder.Property(row => row.Why).HasMaxLength(500);
        builder.HasOne<Cadence>().WithMany().HasForeignKey(row => row.CadenceId);
    }
}
