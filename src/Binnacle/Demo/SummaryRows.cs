using Binnacle.Platform;
using Binnacle.Platform.Access;
using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Deliveries.Subscriptions;
using Binnacle.Platform.Web;
using Binnacle.Practices.Communication.Summaries;

namespace Binnacle.Demo;

/// <summary>
/// A summary after each review since Binnacle came, drafted from the demo's own records by the code that drafts real ones, and
/// the log of who was told. Nothing leaves: channels of the demo have no address, and accounts none that exists.
/// </summary>
internal sealed class SummaryRows(AppDb db, PracticeList practices, Telling telling, int seed)
{
    private const int DaysInLog = 85;
    private static readonly (string Name, string Topic)[] Readers =
    [
        ("Baraka Mwangi", Topics.Product),
        ("Helene Aubert", Topics.Executives),
        ("Piotr Zawadzki", Topics.Engineers),
    ];

    private readonly Draw draw = new(seed, "summaries");
    private readonly List<(Account Account, string Topic)> readers = [];

    public async Task WriteAsync(CancellationToken cancellation)
    {
        var reviews = OutcomeRows.Reviews(telling.Calendar).Order().ToList();
        var room = await AddWaysOutAsync(cancellation);
        var number = (int)await db.TakeNumbersAsync("summaries", reviews.Count, cancellation);
        var from = reviews[0].AddDays(-14);
        foreach (var day in reviews)
        {
            // Written the day after the review; it tells of everything up to the review itself.
            var facts = (await db.PeriodFactsAsync(practices, null, from, day, cancellation)) with
            {
                WrittenOn = day,
            };
            var at = Calendar.At(telling.Calendar.Workday(telling.Calendar.Ago(day) - 1), 560 + draw.Below(60));
            // The newest waits for one more word: executives read it last.
            var summary = Publish(facts, number++, at, day == reviews[^1] ? Audience.Executives : null);
            from = day.AddDays(1);
            if (telling.Calendar.Ago(day) <= DaysInLog)
                Send(summary, room, at.AddMinutes(4), isRough: telling.Calendar.Ago(day) is > 28 and <= 42);
        }
        await db.SaveChangesAsync(cancellation);
    }

    private Summary Publish(PeriodFacts facts, int number, DateTime at, Audience? waiting)
    {
        var summary = new Summary
        {
            Id = draw.Id(),
            Number = number,
            Title = $"{facts.Scope}, {Wording.Day(facts.From)} to {Wording.Day(facts.To)}",
            From = facts.From,
            To = facts.To,
            MadeAt = at.AddMinutes(-50),
            MadeBy = Northwind.Director,
        };
        foreach (var rules in AudienceRules.All)
        {
            var text = new SummaryText
            {
                Id = draw.Id(),
                SummaryId = summary.Id,
                Audience = rules.Audience,
                Markdown = SummaryDrafting.Write(facts, rules.Audience),
                EditedAt = at.AddMinutes(-20),
                EditedBy = Northwind.Director,
            };
            if (rules.Audience != waiting)
                text.Publication = new Publication
                {
                    Id = draw.Id(),
                    TextId = text.Id,
                    At = at,
                    By = Northwind.Director,
                };
            summary.Texts.Add(text);
        }
        db.Add(summary);
        telling.Tell(
            at,
            Northwind.Director,
            "summary.published",
            summary.Title,
            summary.Url,
            waiting is null ? "For engineers, product and executives" : "For engineers and product"
        );
        return summary;
    }

    private void Send(Summary summary, Channel room, DateTime at, bool isRough)
    {
        foreach (var text in summary.Texts.Where(text => text.Publication is not null))
        {
            var notice = SummarySending.NoticeOf(summary, text);
            var queued = new QueuedNotice
            {
                Id = draw.Id(),
                Kind = notice.Kind,
                Title = notice.Title,
                Text = notice.Text,
                Html = notice.Html,
                Url = notice.Url,
                QueuedAt = at,
                QueuedBy = Northwind.Director,
            };
            db.Add(queued);
            var (account, _) = readers.Find(reader => reader.Topic == notice.Kind);
            Deliver(
                queued,
                ChannelKind.Email,
                account.Name,
                account.Id,
                null,
                [(true, "Taken by mail.northwind.example")]
            );
            if (room.Takes(notice.Kind))
                Deliver(
                    queued,
                    room.Kind,
                    room.Name,
                    null,
                    room.Id,
                    isRough
                        ? [(false, "Answered 503"), (false, "Answered 503"), (true, "Answered 200")]
                        : [(true, "Answered 200")]
                );
            db.Add(
                new Sending
                {
                    Id = draw.Id(),
                    TextId = text.Id,
                    At = at,
                    By = Northwind.Director,
                    Recipients = room.Takes(notice.Kind) ? 2 : 1,
                }
            );
        }
    }

    private void Deliver(
        QueuedNotice notice,
        ChannelKind kind,
        string recipient,
        Guid? accountId,
        Guid? channelId,
        IReadOnlyList<(bool Succeeded, string Answer)> tries
    )
    {
        var id = draw.Id();
        var at = notice.QueuedAt.AddSeconds(draw.Between(2, 6));
        foreach (var (number, (succeeded, answer)) in tries.Index())
        {
            if (number > 0)
                at += Backoff.After(number, draw.Share())!.Value;
            db.Add(
                new DeliveryTry
                {
                    Id = draw.Id(),
                    DeliveryId = id,
                    At = at,
                    Succeeded = succeeded,
                    Milliseconds = draw.Between(40, 400),
                    Answer = answer,
                }
            );
        }
        db.Add(
            new Delivery
            {
                Id = id,
                NoticeId = notice.Id,
                Kind = kind,
                Recipient = recipient,
                AccountId = accountId,
                ChannelId = channelId,
                QueuedAt = notice.QueuedAt,
                NextTryAt = at,
                State = DeliveryState.Sent,
                Tries = tries.Count,
                EndedAt = at,
            }
        );
    }

    private async Task<Channel> AddWaysOutAsync(CancellationToken cancellation)
    {
        var at = Calendar.At(telling.Calendar.Workday(Northwind.Adopted - 8), 610);
        var room = new Channel
        {
            Id = draw.Id(),
            Number = (int)await db.TakeNumbersAsync("channels", cancellation: cancellation),
            Kind = ChannelKind.Mattermost,
            Name = "Leadership room",
            Topics = $"{Topics.Product} {Topics.Executives}",
            Host = "chat.northwind.example",
            Port = 443,
            AddedAt = at,
            AddedBy = Northwind.Director,
        };
        db.Add(room);
        telling.Tell(at, Northwind.Director, "channel.added", room.Name, ChannelVerbs.Page, ChannelWords.Told(room));
        foreach (var (name, topic) in Readers)
        {
            var user = name.Split(' ')[0].ToLowerInvariant();
            var account = Account.Named($"{user}@northwind.example", name, at);
            account.Id = draw.Id();
            (account.Email, account.NormalizedEmail, account.EmailConfirmed) = (
                account.UserName,
                account.NormalizedUserName,
                true
            );
            account.PersonId = db.Set<Person>()
                .Where(person => person.Name == name)
                .Select(person => (Guid?)person.Id)
                .FirstOrDefault();
            db.Add(account);
            db.Add(
                new RoleGrant
                {
                    Id = draw.Id(),
                    AccountId = account.Id,
                    Role = Role.Member,
                    GrantedAt = at,
                }
            );
            db.Add(
                new Subscription
                {
                    Id = draw.Id(),
                    AccountId = account.Id,
                    Topic = topic,
                    Since = at,
                }
            );
            readers.Add((account, topic));
        }
        await db.SaveChangesAsync(cancellation);
        return room;
    }
}
