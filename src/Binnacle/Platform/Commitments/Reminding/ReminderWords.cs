using System.Globalization;
using System.Net;
using System.Text;
using Binnacle.Platform.Access;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Web;

namespace Binnacle.Platform.Commitments;

/// <summary>A reminder as an owner reads it: what, by when, and where to close or move it.</summary>
public static class ReminderWords
{
    public const int MostListed = 20;

    public static Notice Notice(Reminder reminder, DateOnly today)
    {
        var title = Title(reminder, today);
        var (text, html) = (new StringBuilder(), new StringBuilder());
        text.AppendLine(CultureInfo.InvariantCulture, $"{title}.").AppendLine();
        html.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(title)}.</p><ul>");
        foreach (var promise in reminder.Promises.Take(MostListed))
        {
            var when =
                promise.DueOn < today ? $"was due {Wording.Day(promise.DueOn)}" : $"due {Wording.Day(promise.DueOn)}";
            text.AppendLine(CultureInfo.InvariantCulture, $"- {promise.Title}, {when}: /commitments/{promise.Number}");
            html.Append(
                CultureInfo.InvariantCulture,
                $"<li><a href=\"/commitments/{promise.Number}\">{WebUtility.HtmlEncode(promise.Title)}</a>, {when}</li>"
            );
        }
        html.Append("</ul>");
        if (reminder.Promises.Count > MostListed)
        {
            var more = $"And {reminder.Promises.Count - MostListed} more of yours.";
            text.AppendLine(more);
            html.Append(CultureInfo.InvariantCulture, $"<p>{more}</p>");
        }
        const string advice = "Close it, move its date with a reason, or hand it over: each is a click on its page.";
        text.AppendLine().AppendLine(advice);
        html.Append(CultureInfo.InvariantCulture, $"<p>{advice}</p>");
        return new Notice(Topics.Reminders, title, text.ToString(), html.ToString(), Url(reminder), DataClass.Open)
        {
            Key = $"reminder:{reminder.Kind}:{reminder.OwnerId:N}:{today:yyyy-MM-dd}",
        };
    }

    /// <summary>For everybody in a chat room, once a week: the same key until the next Monday.</summary>
    /// <param name="promises">The oldest, as many as are listed.</param>
    /// <param name="late">How many of <paramref name="all"/> are overdue.</param>
    public static Notice ForRoom(IReadOnlyList<RoomPromise> promises, int late, int all, DateOnly today)
    {
        var title = Standing(late, all);
        var lines = promises.Select(promise =>
            $"{promise.Title}: {promise.Owner}, {(promise.DueOn < today ? "was due" : "due")} {Wording.Day(promise.DueOn)}"
        );
        var more = all > promises.Count ? $"And {all - promises.Count} more." : "";
        var text = string.Join("\n", lines.Select(line => $"- {line}").Append(more)).TrimEnd();
        var items = promises.Zip(
            lines,
            (promise, line) => $"<li><a href=\"/commitments/{promise.Number}\">{WebUtility.HtmlEncode(line)}</a></li>"
        );
        var html = $"<ul>{string.Concat(items)}</ul>{(more.Length == 0 ? "" : $"<p>{more}</p>")}";
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return new Notice(Topics.Reminders, title, text, html, "/commitments", DataClass.Open)
        {
            Key = $"reminders:room:{monday:yyyy-MM-dd}",
        };
    }

    private static string Standing(int late, int all) =>
        late == 0 ? $"{Wording.Count(all, "commitment comes", "commitments come")} due within two weeks"
        : late == all ? $"{Wording.Count(late, "commitment is", "commitments are")} overdue"
        : $"{Wording.Count(late, "commitment is", "commitments are")} overdue, {all - late} due within two weeks";

    private static string Url(Reminder reminder) =>
        reminder.Promises.Count == 1 ? $"/commitments/{reminder.Promises[0].Number}" : "/commitments?owner=me";

    private static string Title(Reminder reminder, DateOnly today)
    {
        var first = reminder.Promises[0];
        var late = reminder.Promises.Count(promise => promise.DueOn < today);
        return reminder.Kind switch
        {
            ReminderKind.DayBefore when reminder.Promises.Count == 1 =>
                $"“{first.Title}” is due on {Wording.Day(first.DueOn)}",
            ReminderKind.DayBefore => $"{reminder.Promises.Count} commitments of yours are due",
            ReminderKind.DayAfter when reminder.Promises.Count == 1 =>
                $"“{first.Title}” was due on {Wording.Day(first.DueOn)}",
            ReminderKind.DayAfter => $"{reminder.Promises.Count} commitments of yours were due",
            _ when late == 0 =>
                $"{Wording.Count(reminder.Promises.Count, "commitment", "commitments")} of yours come due within two weeks",
            _ when late == reminder.Promises.Count =>
                $"{Wording.Count(late, "commitment of yours is", "commitments of yours are")} overdue",
            _ =>
                $"{Wording.Count(late, "commitment of yours is", "commitments of yours are")} overdue, {reminder.Promises.Count - late} come due within two weeks",
        };
    }
}
