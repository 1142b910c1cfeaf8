using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Facts;
using Binnacle.Platform.Timeline;
using Binnacle.Tests.Databases;

namespace Binnacle.Tests.Platform.Facts;

/// <summary>A catalogue, and what tools tell of it.</summary>
internal static class FactScene
{
    public static Repository AddRepository(this AppDb db, string slug)
    {
        var repository = new Repository
        {
            Slug = slug,
            Name = slug,
            Location = $"https://forge.example/{slug}",
            WebUrl = $"https://forge.example/{slug}",
            AddedAt = db.Now,
        };
        db.Add(repository);
        db.Record("repository.added", slug);
        return repository;
    }

    public static Guid AddService(this AppDb db, string name, Repository? repository = null)
    {
        var service = new Service
        {
            Slug = name.ToLowerInvariant(),
            Name = name,
            RepositoryId = repository?.Id,
            CreatedAt = db.Now,
        };
        db.Add(service);
        db.Record("service.added", name);
        return service.Id;
    }

    public static Telling Deployed(
        string id,
        string repository,
        string? service,
        string? environment,
        DateTime at,
        bool? isProduction = null,
        Guid? source = null
    )
    {
        var deployment = Deployment.Of("deploys", $"forge.example/{repository}", id);
        (deployment.ServiceName, deployment.Environment) = (service, environment);
        (deployment.IsProduction, deployment.EndedAt, deployment.SourceId) = (isProduction, at, source);
        return new(deployment, at);
    }

    public static Telling Alarmed(string id, string service, DateTime at)
    {
        var alarm = Alarm.Of(AlarmKind.Incident, "pager", id);
        (alarm.ServiceName, alarm.StartedAt) = (service, at);
        return new(alarm, at);
    }

    public static async Task JoinAsync(this TestDatabase database, params Telling[] tellings)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.JoinFactsAsync(tellings);
        await transaction.CommitAsync();
    }
}
