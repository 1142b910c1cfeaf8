namespace Binnacle.Demo;

/// <summary>The ten repositories, their folders, who works there, and how they are released.</summary>
internal static partial class Repositories
{
    public static readonly RepositoryPlan[] All =
    [
        .. Payments,
        .. Checkout,
        .. Search,
        .. Platform,
        .. Mobile,
        .. Data,
        new("handbook", null, SubjectStyle.FreeText, ".md", []),
    ];

    public static RepositoryPlan Of(string slug) => Array.Find(All, repository => repository.Slug == slug)!;
}
