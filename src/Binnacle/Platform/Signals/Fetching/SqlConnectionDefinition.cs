using Binnacle.Platform.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Binnacle.Platform.Signals.Fetching;

public enum ConnectionSecurity
{
    /// <summary>Encrypted, and the server's certificate is checked for its name.</summary>
    Verified,

    /// <summary>Encrypted, whoever answers.</summary>
    Encrypted,

    /// <summary>In the clear: inside one machine or network.</summary>
    None,
}

/// <summary>A PostgreSQL database that measures may ask. Administrators define it; leaders choose it and write queries.</summary>
public sealed class SqlConnectionDefinition : IRecorded
{
    public const string SecretPurpose = "measure-connection";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Name { get; set; } = "";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 5432;

    public string Database { get; set; } = "";

    public string UserName { get; set; } = "";

    /// <summary>Sealed; null for a server that asks for none.</summary>
    public string? Password { get; set; }

    public ConnectionSecurity Security { get; set; }

    public DateTime DefinedAt { get; init; }

    public string DefinedBy { get; init; } = "";

    public DateTime? RetiredAt { get; set; }
}

internal sealed class SqlConnectionConfiguration : IEntityTypeConfiguration<SqlConnectionDefinition>
{
    public void Configure(EntityTypeBuilder<SqlConnectionDefinition> builder)
    {
        builder.ToTable("signals_connections");
        builder.Property(row => row.Name).HasMaxLength(100);
        builder.Property(row => row.Host).HasMaxLength(255);
        builder.Property(row => row.Database).HasMaxLength(63);
        builder.Property(row => row.UserName).HasMaxLength(63);
        builder.Property(row => row.DefinedBy).HasMaxLength(200);
    }
}
