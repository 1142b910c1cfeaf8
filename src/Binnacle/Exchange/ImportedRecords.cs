using System.Globalization;
using Binnacle.Platform;
using Binnacle.Platform.Commitments;
using Binnacle.Platform.Settings;
using Binnacle.Platform.Signals;
using Binnacle.Review;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Exchange;

/// <summary>Settings, measures, commitments and review marks of an import.</summary>
internal sealed class ImportedRecords(ImportRun import)
{
    private readonly PracticeList practices = new();

    public async Task WriteAsync(CancellationToken cancellation)
    {
        await SettingsAsync(cancellation);
        await MeasuresAsync(cancellation);
        await CommitmentsAsync(cancellation);
        await MarksAsync(cancellation);
    }

    private async Task SettingsAsync(CancellationToken cancellation)
    {
        var known = (await import.Db.Set<Setting>().ToListAsync(cancellation))
            .Select(row => (row.Key, row.TeamId, row.SetAt))
            .ToHashSet();
        foreach (var (item, index) in import.Document.Settings.Select((item, index) => (item, index)))
        {
            var team = import.Team(item.Team, $"$.settings[{index}].team");
            if (!known.Add((item.Key, team, item.SetAt)))
                continue;
            import.Db.Add(
                new Setting
                {
                    Key = item.Key,
                    TeamId = team,
                    Value = item.Value,
                    SetAt = item.SetAt,
                    SetBy = item.SetBy,
                }
            );
            import.Did("added", "setting", item.Key);
        }
    }

    private async Task MeasuresAsync(CancellationToken cancellation)
    {
        var known = await import.Db.Set<Measure>().ToDictionaryAsync(row => row.Slug, cancellation);
        var behind = new List<Guid>();
        foreach (var (item, index) in import.Document.Measures.Select((item, index) => (item, index)))
        {
            var isNew = !known.TryGetValue(item.Slug, out var measure);
            if (isNew)
            {
                measure = new Measure { Slug = item.Slug, DefinedAt = item.DefinedAt };
                import.Db.Add(measure);
                known[item.Slug] = measure;
            }
            (measure!.Name, measure.Unit, measure.Better) = (item.Name, item.Unit, item.Better);
            (measure.IsOutcome, measure.TeamId) = (item.IsOutcome, import.Team(item.Team, $"$.measures[{index}].team"));
            (measure.ProductOwner, measure.EngineeringOwner) = (item.ProductOwner, item.EngineeringOwner);
            // An older file knows nothing of these.
            measure.Description = item.Description ?? measure.Description;
            measure.FreshDays = item.FreshDays ?? measure.FreshDays;
            var points = await PointsAsync(measure, item, isNew, index, cancellation);
            if (points > 0)
                behind.Add(measure.Id);
            if (isNew || points > 0)
                import.Did(isNew ? "added" : "changed", "measure", $"{item.Slug}: {points} points");
            else
                import.Kept(measure, "measure", item.Slug);
        }
        await import
            .Db.Set<MeasureDigest>()
            .Where(row => behind.Contains(row.MeasureId))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsBehind, true), cancellation);
    }

    private async Task<int> PointsAsync(
        Measure measure,
        MeasureItem item,
        bool isNew,
        int index,
        CancellationToken cancellation
    )
    {
        var known = isNew
            ? []
            : await import
                .Db.Set<Point>()
                .Where(row => row.MeasureId == measure.Id)
                .ToDictionaryAsync(row => row.Date, cancellation);
        var versions = measure.Version > 1 ? await import.Db.DefinitionsAsync(measure.Id, cancellation) : [];
        var days = new HashSet<DateOnly>();
        var changed = 0;
        foreach (var (point, number) in item.Points.Select((point, number) => (point, number)))
        {
            if (!days.Add(point.Date))
            {
                import.Problem(
                    $"$.measures[{index}].points[{number}].date",
                    $"{point.Date:yyyy-MM-dd} stands here twice"
                );
                continue;
            }
            if (!known.TryGetValue(point.Date, out var row))
                import.Db.Add(
                    new Point
                    {
                        MeasureId = measure.Id,
                        Date = point.Date,
                        Value = point.Value,
                        Coverage = point.Coverage,
                        Version = Versions.On(versions, point.Date),
                    }
                );
            else if (row.Value.Equals(point.Value) && Nullable.Equals(row.Coverage, point.Coverage ?? row.Coverage))
                continue;
            else
                (row.Value, row.Coverage, row.Version) = (
                    point.Value,
                    point.Coverage ?? row.Coverage,
                    Versions.On(versions, point.Date)
                );
            changed++;
        }
        return changed;
    }

    private async Task CommitmentsAsync(CancellationToken cancellation)
    {
        var known = await import
            .Db.Set<Commitment>()
            .IgnoreQueryFilters()
            .Include(row => row.Closure)
            .Include(row => row.Moves)
            .Include(row => row.HandOvers)
            .Include(row => row.Verifications)
                .ThenInclude(row => row.Answer)
            .AsSplitQuery()
            .ToDictionaryAsync(row => row.Number, cancellation);
        foreach (var (item, index) in import.Document.Commitments.Select((item, index) => (item, index)))
        {
            var place = $"$.commitments[{index}]";
            var number = item.Number.ToString(CultureInfo.InvariantCulture);
            if (!import.People.TryGetValue(item.Owner, out var owner))
            {
                import.Problem($"{place}.owner", $"expected the number of a person, found {item.Owner}");
                continue;
            }
            var isNew = !known.TryGetValue(item.Number, out var commitment);
            if (isNew)
            {
                commitment = New(item);
                import.Db.Add(commitment);
                known[item.Number] = commitment;
            }
            else if (commitment!.MadeAt != item.MadeAt)
            {
                import.Problem(
                    $"{place}.number",
                    $"{number} is another commitment here, “{commitment.Title}”, made on {commitment.MadeAt:yyyy-MM-dd}"
                );
                continue;
            }
            var here = commitment!.Verifications.MaxBy(look => look.LookedFor);
            var (tells, lookOn) = (CommitmentExchange.TellsMore(here, item), commitment.LookOn);
            Set(commitment, item, owner, import.Team(item.Team, $"{place}.team"));
            var closed = item.Closure is not null && commitment!.Closure is null;
            if (closed)
            {
                await CloseAsync(commitment!, item.Closure!, isNew, place, cancellation);
                if (!isNew && commitment!.Closure is { } closure)
                    import.Db.Add(closure);
            }
            var steps = CommitmentExchange.AddSteps(commitment!, item);
            import.Db.AddRange(steps);
            if (tells)
                CommitmentExchange.TellNewest(commitment!, item.Verifications!.MaxBy(look => look.LookedFor)!);
            // A file that knows of looks says when the next one is; one that knows of none leaves them to the days promised.
            if (tells || (here is null && item.PromisedOn is not null && item.LookOn is null))
                commitment!.LookNext(item.LookOn);
            // An older file does not bring back a look that was done.
            else if (here is not null && !closed)
                commitment!.LookNext(lookOn);
            if (isNew || closed || steps.Count > 0)
                import.Did(isNew ? "added" : "changed", "commitment", number);
            else
                import.Kept(commitment!, "commitment", number);
        }
    }

    private async Task CloseAsync(
        Commitment commitment,
        ClosureItem closure,
        bool isNew,
        string place,
        CancellationToken cancellation
    )
    {
        if (
            !isNew
            && closure.Outcome is ClosureOutcome.Done
            && await import.Db.MissingAsync(commitment, practices, cancellation) is { } missing
        )
            import.Problem($"{place}.closure", missing);
        try
        {
            commitment.Close(closure.Outcome, closure.Note, closure.At, closure.By);
        }
        catch (Refusal refused)
        {
            import.Problem($"{place}.closure.{refused.Field}", refused.Message);
        }
    }

    private static Commitment New(CommitmentItem item) =>
        new()
        {
            Number = item.Number,
            Origin = item.Origin,
            OriginTitle = item.OriginTitle,
            NumberBefore = item.NumberBefore,
            UnitBefore = item.UnitBefore,
            VersionBefore = item.VersionBefore,
            PromisedOn = item.PromisedOn,
            MadeAt = item.MadeAt,
            MadeBy = item.MadeBy,
            DataClass = item.DataClass,
        };

    private static void Set(Commitment commitment, CommitmentItem item, Guid owner, Guid? team)
    {
        (commitment.Title, commitment.Detail, commitment.DueOn) = (item.Title, item.Detail, item.DueOn);
        (commitment.OwnerId, commitment.TeamId) = (owner, team);
        (commitment.ExpectedCheckId, commitment.ExpectedScope) = (item.ExpectedCheckId, item.ExpectedScope);
        (commitment.ExpectedUp, commitment.ExpectedAtLeast) = (item.ExpectedUp, item.ExpectedAtLeast);
        commitment.ExpectedMeasure = item.ExpectedMeasure;
        if (commitment.VerifyOn != item.VerifyOn)
            commitment.VerifyOn = item.VerifyOn;
    }

    private async Task MarksAsync(CancellationToken cancellation)
    {
        var known = (await import.Db.Set<ReviewMark>().ToListAsync(cancellation))
            .Select(row => (row.Date, row.At, row.By))
            .ToHashSet();
        foreach (var item in import.Document.ReviewMarks)
        {
            if (!known.Add((item.Date, item.At, item.By)))
                continue;
            import.Db.Add(
                new ReviewMark
                {
                    Date = item.Date,
                    At = item.At,
                    By = item.By,
                }
            );
            import.Did("added", "review mark", $"{item.Date:yyyy-MM-dd}");
        }
    }
}
