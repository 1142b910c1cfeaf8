namespace Binnacle.Platform.Access;

/// <summary>Who signed in and when is for the administrators and leaders of the organization and the account itself.</summary>
internal sealed record AccessEvent(DataClass DataClass, Guid? TeamId, Guid? OwnerAccountId) : IClassified
{
    public static AccessEvent Of(Account? account) => new(DataClass.People, null, account?.Id);

    /// <summary>Tokens are nobody's business but their owner's.</summary>
    public static AccessEvent Own(Guid accountId) => new(DataClass.Private, null, accountId);
}
