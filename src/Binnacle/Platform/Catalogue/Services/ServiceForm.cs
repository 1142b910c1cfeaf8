namespace Binnacle.Platform.Catalogue.Services;

/// <summary>What a form about a service carries.</summary>
public sealed class ServiceForm
{
    public string? Name { get; set; }
    public string? Team { get; set; }
    public string? Repository { get; set; }
    public string? Path { get; set; }
    public bool IsCritical { get; set; }

    public ServiceValues Values => new(Name, Team, Repository, Path, IsCritical);

    public static ServiceForm Of(ServiceRow row) =>
        new()
        {
            Name = row.Name,
            Team = row.TeamSlug,
            Repository = row.RepositorySlug,
            Path = row.Path,
            IsCritical = row.IsCritical,
        };
}
