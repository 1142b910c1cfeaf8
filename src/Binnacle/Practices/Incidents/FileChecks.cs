using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Checks;
using Binnacle.Platform.Documents;

namespace Binnacle.Practices.Incidents;

/// <summary>What postmortems in repositories answer, where the register says nothing; of actions what both say.</summary>
internal static class FileChecks
{
    private sealed record Postmortem(DocumentInForce Document, PostmortemFacts Facts, DateOnly On)
    {
        public int Complete => Math.Clamp(Math.Min(Facts.ActionsWithOwner, Facts.ActionsWithDue), 0, Facts.Actions);
    }

    private static List<Postmortem> Found(CheckRecords records, Scope scope, DateOnly date) =>
        [
            .. records
                .Documents(DocumentKind.Postmortem, scope, date)
                .Where(document => document.Facts is PostmortemFacts)
                .Select(document => new Postmortem(
                    document,
                    (PostmortemFacts)document.Facts,
                    ((PostmortemFacts)document.Facts).Date ?? DateOnly.FromDateTime(document.Record.Versions[0].At)
                )),
        ];

    private static CheckResult None(CheckRecords records, Scope scope, DateOnly date) =>
        RepositoriesInScope
            .Of(records, scope, date)
            .NotFound("postmortem", "Add postmortems, or point Binnacle at the repository that holds them");

    public static CheckResult Postmortems(CheckRecords records, Scope scope, DateOnly date)
    {
        var found = Found(records, scope, date);
        if (found.Count == 0)
            return None(records, scope, date);
        var newest = found.MaxBy(postmortem => postmortem.On)!;
        return CheckResult.Unknown(
            $"{Words.Count(found.Count, "postmortem")} found in {scope.Name}; how many severe incidents there were is unknown",
            "Compare the pager's severe incidents of this quarter with the postmortems found"
        ) with
        {
            Sample = new Sample(found.Count, "postmortems"),
            NewestAt = newest.Document.Version.At,
            NewestWhat = newest.Document.Record.Path,
            Evidence =
            [
                .. found
                    .OrderByDescending(postmortem => postmortem.On)
                    .Select(postmortem =>
                        postmortem.Document.AsEvidence(postmortem.Facts.Title, Words.Date(postmortem.On))
                    )
                    .Take(States.MostEvidence),
            ],
        };
    }

    public static CheckResult Actions(CheckRecords records, Scope scope, DateOnly date, int window)
    {
        var found = Found(records, scope, date);
        var (decided, own) = RegisterChecks.Decided(records, scope, date, window);
        if (found.Count == 0 && own == 0)
            return None(records, scope, date);
        var recent = found.FindAll(postmortem => date.DayNumber - postmortem.On.DayNumber <= window);
        if (recent.Count == 0 && own > 0)
            return OfRegister(records, scope, date, decided, own);
        if (recent.Count == 0)
        {
            return CheckResult.Unknown(
                $"The newest postmortem of {scope.Name} is from {Words.Date(found.Max(postmortem => postmortem.On))}; whether there were incidents since is unknown",
                "Write down the last incident, or say that there was none"
            );
        }
        var actions = own + recent.Sum(postmortem => postmortem.Facts.Actions);
        var complete = decided + recent.Sum(postmortem => postmortem.Complete);
        var idle = recent.Count(postmortem => postmortem.Facts.Actions == 0);
        var lacking = actions - complete;
        var state = actions == 0 ? CheckState.Warn : States.OfShare(complete, actions);
        var worst = recent
            .OrderByDescending(postmortem => postmortem.Facts.Actions - postmortem.Complete)
            .ThenBy(postmortem => postmortem.Facts.Actions)
            .ToList();
        return new CheckResult(
            state is CheckState.Pass && idle > 0 ? CheckState.Warn : state,
            $"{complete} of {actions}",
            lacking > 0
                    ? $"{Words.Count(lacking, "action")} from postmortems of {scope.Name} {Words.Verb(lacking, "lacks", "lack")} an owner or a date"
                : idle > 0
                    ? $"{Words.Count(idle, "postmortem")} of {scope.Name} {Words.Verb(idle, "ends", "end")} without an action"
                : $"Every action from postmortems of {scope.Name} has an owner and a date",
            lacking > 0 ? $"Give the actions of \"{worst[0].Facts.Title}\" owners and dates"
                : idle > 0
                    ? $"Add an action to {recent.First(postmortem => postmortem.Facts.Actions == 0).Facts.Title}, or write why none is needed"
                : ""
        )
        {
            Number = actions == 0 ? null : (double)complete / actions,
            Unit = "share",
            Target = "all actions",
            Sample = new Sample(actions, $"actions in {Words.Count(recent.Count, "postmortem")}"),
            NewestAt = recent.Max(postmortem => postmortem.Document.Version.At),
            NewestWhat = recent.MaxBy(postmortem => postmortem.Document.Version.At)!.Document.Record.Path,
            Facts =
            [
                new Fact("With an owner", recent.Sum(postmortem => postmortem.Facts.ActionsWithOwner).ToString()),
                new Fact("With a date", recent.Sum(postmortem => postmortem.Facts.ActionsWithDue).ToString()),
                new Fact("Ticked as done", recent.Sum(postmortem => postmortem.Facts.ActionsDone).ToString()),
                new Fact("Older postmortems left out", (found.Count - recent.Count).ToString()),
                new Fact("Decided here, not in files", own == 0 ? "" : own.ToString()),
            ],
            Evidence =
            [
                .. worst
                    .Select(postmortem =>
                        postmortem.Document.AsEvidence(
                            postmortem.Facts.Title,
                            postmortem.Facts.Actions == 0
                                ? "no action"
                                : $"{postmortem.Complete} of {Words.Count(postmortem.Facts.Actions, "action")}",
                            postmortem.Facts.Actions == 0
                                ? CheckState.Warn
                                : States.OfShare(postmortem.Complete, postmortem.Facts.Actions)
                        )
                    )
                    .Take(States.MostEvidence),
            ],
        };
    }

    private static CheckResult OfRegister(CheckRecords records, Scope scope, DateOnly date, int decided, int own)
    {
        var lacking = own - decided;
        return new CheckResult(
            States.OfShare(decided, own),
            $"{decided} of {own}",
            lacking > 0
                ? $"{Words.Count(lacking, "action")} from incidents of {scope.Name} {Words.Verb(lacking, "lacks", "lack")} an owner or a date"
                : $"Every action from incidents of {scope.Name} has an owner and a date",
            lacking > 0 ? "Give the actions that lack them owners and dates" : ""
        )
        {
            Number = (double)decided / own,
            Unit = "share",
            Target = "all actions",
            Sample = new Sample(own, "actions"),
            NewestAt = records
                .Of<IncidentActionRecord>()
                .Where(row => scope.Holds(row.TeamId, row.RepositoryId) && States.IsBy(row.MadeAt, date))
                .Max(row => row.MadeAt),
        };
    }

    public static CheckResult OnTime(CheckRecords records, Scope scope, DateOnly date)
    {
        var found = Found(records, scope, date);
        if (found.Count == 0)
            return None(records, scope, date);
        var actions = found.Sum(postmortem => postmortem.Facts.Actions);
        var done = found.Sum(postmortem => postmortem.Facts.ActionsDone);
        return CheckResult.Unknown(
            $"{done} of {Words.Count(actions, "action")} from postmortems of {scope.Name} {Words.Verb(done, "is", "are")} ticked; when they were due is unknown",
            "Make commitments of the actions that are still open"
        ) with
        {
            Sample = new Sample(actions, "actions"),
        };
    }
}
