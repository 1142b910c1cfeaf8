namespace Binnacle.Demo;

internal static partial class Repositories
{
    private static RepositoryPlan[] Mobile =>
        [
            new(
                "mobile-app",
                "mobile",
                SubjectStyle.Terse,
                ".swift",
                [
                    new(
                        "ios/Basket",
                        "mobile",
                        ["Mei", "Felix"],
                        ["basket badge", "swipe to delete", "basket summary"],
                        10
                    ),
                    new("ios/Product", "mobile", ["Mei", "Aisha"], ["image zoom", "size picker", "review stars"], 10),
                    new(
                        "ios/Account",
                        "mobile",
                        ["Felix", "Mei"],
                        ["order history", "saved addresses", "sign-in sheet"],
                        8
                    ),
                    new(
                        "android/basket",
                        "mobile",
                        ["Felix", "Aisha"],
                        ["basket badge", "undo bar", "quantity stepper"],
                        10
                    ),
                    new(
                        "android/product",
                        "mobile",
                        ["Aisha", "Felix"],
                        ["image pager", "delivery promise", "size table"],
                        10
                    ),
                    new(
                        "android/push",
                        "mobile",
                        ["Felix"],
                        ["push channels", "quiet hours", "deep links from push"],
                        7
                    ),
                    new("shared/design", "mobile", ["Mei", "Felix"], ["spacing", "dark palette", "large type"], 8),
                    new("shared/analytics", "mobile", ["Mei"], ["screen names", "consent screen", "funnel events"], 6),
                ],
                new((n, _) => $"v6.{n}.0", _ => 26)
            ),
            new(
                "mobile-bff",
                "mobile",
                SubjectStyle.Terse,
                ".ts",
                [
                    new("home", "mobile", ["Felix", "Mei"], ["home feed", "banner slots", "personal picks"], 7),
                    new("product", "mobile", ["Mei", "Felix"], ["image sizes", "stock hints", "short descriptions"], 7),
                    new("orders", "mobile", ["Felix", "Mei"], ["order status", "parcel tracking", "return labels"], 6),
                    new("push", "mobile", ["Felix", "Mei"], ["device tokens", "topic names"], 4),
                ],
                new((n, _) => $"v1.{n}.0", _ => 19, HasChangelog: false)
            ),
        ];
}
