using Binnacle.Platform.Data;
using Binnacle.Platform.Timeline;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Access;

/// <summary>What the signed-in account does with itself.</summary>
public sealed class OwnAccount(
    AppDb db,
    UserManager<Account> users,
    SignInManager<Account> session,
    IHttpContextAccessor http
)
{
    public async Task<(string? UserName, bool HasPassword)> LookAsync()
    {
        var account = await LoadAsync();
        return (account.UserName, account.PasswordHash is not null);
    }

    /// <summary>Ends all other sessions, and links that nobody used.</summary>
    public async Task SetPasswordAsync(string? current, string password)
    {
        var account = await LoadAsync();
        var before = account.PasswordHash is not null;
        var result = before
            ? await users.ChangePasswordAsync(account, current ?? "", password)
            : await users.AddPasswordAsync(account, password);
        if (!result.Succeeded)
        {
            throw result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch))
                ? new Refusal("current", "The current password is not right.")
                : new Refusal("new", "Choose a password of at least 12 characters.");
        }
        db.Record(before ? "password.changed" : "password.set", account.Name, classified: AccessEvent.Of(account));
        await db.SaveChangesAsync();
        await db.EndLinksAsync(account);
        await session.SignInAsync(account, isPersistent: true);
    }

    public async Task SignOutEverywhereAsync()
    {
        var account = await LoadAsync();
        await users.UpdateSecurityStampAsync(account);
        db.Record("sign-in.ended-everywhere", account.Name, classified: AccessEvent.Of(account));
        await db.SaveChangesAsync();
        await http.HttpContext!.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    private Task<Account> LoadAsync() => db.Users.SingleAsync(account => account.Id == db.Viewer.AccountId);
}
