using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Review;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Exchange;

public static class Exporting
{
    /// <summary>
    /// Everything in a fixed order, so that two exports of the same records are the same text. Private commitments are
    /// left out, whoever exports: the file is read by others.
    /// </summary>
    public static async Task<ExportDocument> ExportAsync(this AppDb db, CancellationToken cancellation = default)
    {
        var organization = await db.Set<Organization>().AsNoTracking().SingleOrDefaultAsync(cancellation);
        var teams = await db.Set<Team>().AsNoTracking().Include(row => row.Handles).ToListAsync(cancellation);
        var people = await db.Set<Person>().AsNoTracking().Include(row => row.Addresses).ToListAsync(cancellation);
        var repositories = await db.Set<Repository>().AsNoTracking().ToListAsync(cancellation);
        var services = await db.Set<Service>().AsNoTracking().ToListAsync(cancellation);
        var settings = await db.Set<Setting>().AsNoTracking().ToListAsync(cancellation);
        var measures = await db.Set<Measure>().AsNoTracking().ToListAsync(cancellation);
        var points = (await db.Set<Point>().AsNoTracking().ToListAsync(cancellation)).ToLookup(row => row.MeasureId);
        var commitments = await db.Set<Commitment>()
            .AsNoTracking()
            .Where(row => row.DataClass != DataClass.Private)
            .Include(row => row.Closure)
            .Include(row => row.Moves)
            .Include(row => row.HandOvers)
            .Include(row => row.Verifications)
                .ThenInclude(row => row.Answer)
            .AsSplitQuery()
            .ToListAsync(cancellation);
        var marks = await db.Set<ReviewMark>().AsNoTracking().ToListAsync(cancellation);
        var slugs = teams.ToDictionary(row => row.Id, row => row.Slug);
        var places = repositories.ToDictionary(row => row.Id, row => row.Slug);
        var numbers = people.ToDictionary(row => row.Id, row => row.Number);
        string? Team(Guid? id) => id is { } known ? slugs[known] : null;
        return new(
            ExportDocument.FormatName,
            ExportDocument.Newest,
            new(organization?.Name ?? "", organization?.IsDemo ?? false, organization?.Currency),
            [.. teams.OrderBy(row => row.Slug, StringComparer.Ordinal).Select(Item)],
            [.. people.OrderBy(row => row.Number).Select(row => Item(row, Team(row.TeamId)))],
            [
                .. repositories
                    .OrderBy(row => row.Slug, StringComparer.Ordinal)
                    .Select(row => new RepositoryItem(
                        row.Slug,
                        row.Name,
                        row.Location,
                        row.IsClone,
                        row.WebUrl,
                        Team(row.TeamId),
                        row.AddedAt,
                        row.ArchivedAt
                    )),
            ],
            [
                .. services
                    .OrderBy(row => row.Slug, StringComparer.Ordinal)
                    .Select(row => Item(row, Team(row.TeamId), row.RepositoryId is { } place ? places[place] : null)),
            ],
            [
                .. settings
                    .Select(row => new SettingItem(row.Key, Team(row.TeamId), row.Value, row.SetAt, row.SetBy))
                    .OrderBy(row => row.Key, StringComparer.Ordinal)
                    .ThenBy(row => row.Team, StringComparer.Ordinal)
                    .ThenBy(row => row.SetAt),
            ],
            [
                .. measures
                    .OrderBy(row => row.Slug, StringComparer.Ordinal)
                    .Select(row => Item(row, Team(row.TeamId), points[row.Id])),
            ],
            [
                .. commitments
                    .OrderBy(row => row.Number)
                    .Select(row => CommitmentExchange.Item(row, numbers[row.OwnerId], Team(row.TeamId))),
            ],
            [
                .. marks
                    .OrderBy(row => row.At)
                    .ThenBy(row => row.By, StringComparer.Ordinal)
                    .Select(row => new ReviewMarkItem(row.Date, row.At, row.By)),
            ],
            await db.DebtBookAsync(cancellation)
        );
    }

    private static TeamItem Item(Team row) =>
        new(
            row.Slug,
            row.Name,
            [
                .. row
                    .Handles.Where(handle => handle.RemovedAt is null)
                    .Select(handle => handle.Handle)
                    .Order(StringComparer.Ordinal),
            ],
            row.ProposedBy,
            row.CreatedAt,
            row.ConfirmedAt,
            row.ConfirmedBy,
            row.ArchivedAt
        );

    private static PersonItem Item(Person row, string? team) =>
        new(
            row.Number,
            row.Name,
            team,
            row.JoinedOn,
            row.LeftOn,
            [
                .. row
                    .Addresses.OrderBy(address => address.Address, StringComparer.Ordinal)
                    .Select(address => new AddressItem(address.Name, address.Address)),
            ],
            row.CreatedAt,
            row.ConfirmedAt,
            row.ConfirmedBy
        );

    private static ServiceItem Item(Service row, string? team, string? repository) =>
        new(
            row.Slug,
            row.Name,
            team,
            repository,
            row.Path,
            row.IsCritical,
            row.ProposedBy,
            row.CreatedAt,
            row.ConfirmedAt,
            row.ConfirmedBy,
            row.ArchivedAt
        );

    private static MeasureItem Item(Measure row, string? team, IEnumerable<Point> points) =>
        new(
            row.Slug,
            row.Name,
            row.Unit,
            row.Better,
            row.IsOutcome,
            team,
            row.ProductOwner,
            row.EngineeringOwner,
            row.DefinedAt,
            [.. points.OrderBy(point => point.Date).Select(point => new PointItem(point.Date, point.Value))]
        );
}
