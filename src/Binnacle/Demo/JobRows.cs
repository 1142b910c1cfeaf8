using System.Globalization;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Data;
using Binnacle.Platform.Jobs;
using Binnacle.Sources.Git;

namespace Binnacle.Demo;

/// <summary>Two weeks of nightly work: every repository read at four, one night without the network.</summary>
internal sealed class JobRows(AppDb db, Calendar calendar, int seed)
{
    private const int Nights = 14;
    private const int WithoutNetwork = 6;
    private const int ScansBegin = 4 * 60;
    private const int EvaluationBegins = 10;

    private readonly Draw draw = new(seed, "jobs");

    public void AddScans(Repository repository, IReadOnlyList<CommitPlan> commits, Telling telling)
    {
        for (var ago = Nights; ago >= 1; ago--)
        {
            var begun = Calendar.At(calendar.Day(ago), ScansBegin);
            var known = commits.Count(commit => commit.At < begun);
            var added = commits.Count(commit => commit.At < begun && commit.At >= begun.AddDays(-1));
            if (ago == WithoutNetwork)
            {
                Add(
                    ScanJob.Id,
                    repository,
                    begun,
                    30,
                    JobOutcome.Failed,
                    "git.northwind.example did not answer within 30 seconds."
                );
                continue;
            }
            var told = string.Create(
                CultureInfo.InvariantCulture,
                $"{Words.Count(added, "new commit")} of {known:N0}."
            );
            Add(ScanJob.Id, repository, begun, draw.Between(2, 9), JobOutcome.Done, told);
            if (ago == 1)
                telling.Tell(
                    begun,
                    "Binnacle",
                    "repository.scanned",
                    repository.Name,
                    $"/repositories/{repository.Slug}",
                    told,
                    repository.TeamId
                );
        }
    }

    public void AddEvaluations()
    {
        for (var ago = Nights; ago >= 1; ago--)
        {
            var begun = Calendar.At(calendar.Day(ago), EvaluationBegins);
            Add(EvaluateJob.Id, null, begun, draw.Between(3, 5), JobOutcome.Done, "Evaluated today.");
        }
    }

    private void Add(
        string job,
        Repository? repository,
        DateTime begun,
        int seconds,
        JobOutcome outcome,
        string message
    ) =>
        db.Add(
            new JobRun
            {
                Id = draw.Id(),
                Job = job,
                Key = repository?.Id.ToString() ?? "",
                Title = repository is null ? "Evaluate all checks" : $"Scan {repository.Name}",
                QueuedAt = begun,
                StartedAt = begun,
                EndedAt = begun.AddSeconds(seconds),
                Outcome = outcome,
                Message = message,
            }
        );
}
