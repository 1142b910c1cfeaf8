using System.Net;
using System.Security.Cryptography;
using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Binnacle.Platform.Deliveries.Channels;
using Binnacle.Platform.Deliveries.Mail;
using Binnacle.Platform.Deliveries.Outbox;
using Binnacle.Platform.Timeline;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Deliveries.Subscriptions;

/// <summary>
/// The address of the signed-in account. A letter with a link goes to it first, so that nobody subscribes somebody else; the
/// link works for the account that asked, signed in.
/// </summary>
public sealed class EmailAddresses(AppDb db, IDataProtectionProvider protection, OwnAddress own)
{
    public const string Kind = "address";
    private const int MostLettersAnHour = 5;

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("Binnacle.Deliveries.Address")
        .ToTimeLimitedDataProtector();

    /// <summary>Sets the address, unconfirmed, and sends the letter. Empty takes it away, and with it what was sent there.</summary>
    public async Task SetAsync(string? text, CancellationToken cancellation = default)
    {
        var account = await LoadAsync(cancellation);
        if (string.IsNullOrWhiteSpace(text))
        {
            (account.Email, account.NormalizedEmail, account.EmailConfirmed) = (null, null, false);
            db.Record("address.removed", account.Name, "/account/notices", classified: AccessEvent.Own(account.Id));
            await db.SaveChangesAsync(cancellation);
            return;
        }
        var address = MailAddressText.Checked("email", text);
        if (account.EmailConfirmed && account.Email == address)
            return;
        if (await db.MailServerAsync(cancellation) is null)
            throw new Refusal("email", "No mail server is set up yet. Ask an administrator for one.");
        var hour = db.Now.AddHours(-1);
        if (
            await db.Set<Delivery>()
                .CountAsync(
                    row => row.AccountId == account.Id && row.QueuedAt > hour && row.Notice.Kind == Kind,
                    cancellation
                ) >= MostLettersAnHour
        )
            throw new Refusal("email", "Five letters were sent within an hour. Look for them, or try again later.");
        (account.Email, account.NormalizedEmail) = (address, address.ToUpperInvariant());
        account.EmailConfirmed = false;
        db.Record("address.set", account.Name, "/account/notices", classified: AccessEvent.Own(account.Id));
        Queue(account, address);
        await db.SaveChangesAsync(cancellation);
    }

    /// <exception cref="Refusal">The link is another account's, or older than a day, or the address was changed since.</exception>
    public async Task ConfirmAsync(string token, CancellationToken cancellation = default)
    {
        var account = await LoadAsync(cancellation);
        if (Read(token) != $"{account.Id:N}|{account.Email}")
            throw new Refusal("", "This link no longer works, or belongs to another account. Ask for a new letter.");
        if (account.EmailConfirmed)
            return;
        account.EmailConfirmed = true;
        // The one thing that a confirmed address is for without a further choice; it ends by one click.
        if (!await db.Set<Subscription>().AnyAsync(row => row.AccountId == account.Id, cancellation))
            db.Add(
                new Subscription
                {
                    AccountId = account.Id,
                    Topic = Topics.Reminders,
                    Since = db.Now,
                }
            );
        db.Record("address.confirmed", account.Name, "/account/notices", classified: AccessEvent.Own(account.Id));
        await db.SaveChangesAsync(cancellation);
    }

    private void Queue(Account account, string address)
    {
        var path = $"/account/address?token={protector.Protect($"{account.Id:N}|{address}", TimeSpan.FromDays(1))}";
        var words =
            $"Binnacle was asked to send notices for {account.Name} to this address. If that was you, confirm it within a day. If not, do nothing.";
        var notice = new QueuedNotice
        {
            Kind = Kind,
            Title = "Confirm your address",
            Text = $"{words}\n\n{own.Of(path)}",
            Html = $"<p>{WebUtility.HtmlEncode(words)}</p><p><a href=\"{path}\">Confirm this address</a></p>",
            Url = "/account/notices",
            DataClass = DataClass.Private,
            OwnerAccountId = account.Id,
            QueuedAt = db.Now,
            QueuedBy = account.Name,
        };
        db.Add(notice);
        db.Add(
            new Delivery
            {
                NoticeId = notice.Id,
                Notice = notice,
                Kind = ChannelKind.Email,
                AccountId = account.Id,
                Recipient = account.Name,
                QueuedAt = db.Now,
                NextTryAt = db.Now,
            }
        );
    }

    private string? Read(string token)
    {
        try
        {
            return protector.Unprotect(token);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private Task<Account> LoadAsync(CancellationToken cancellation) =>
        db.Users.SingleAsync(account => account.Id == db.Viewer.AccountId, cancellation);
}
