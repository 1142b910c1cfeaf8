namespace Binnacle.Demo;

internal static partial class Repositories
{
    private static RepositoryPlan[] Search =>
        [
            new(
                "search-engine",
                "search",
                SubjectStyle.FreeText,
                ".go",
                [
                    new(
                        "query",
                        "search",
                        ["Sofie", "Yusuf", "Chloe"],
                        [
                            "phrase queries",
                            "the query parser",
                            "facet counts",
                            "filters by brand",
                            "query rewriting",
                            "empty results",
                        ],
                        15
                    ),
                    new(
                        "indexing",
                        "search",
                        ["Yusuf", "Sofie"],
                        ["bulk indexing", "delta feeds", "price updates", "the reindex job", "deleted products"],
                        12
                    ),
                    new(
                        "suggest",
                        "search",
                        ["Chloe", "Sofie"],
                        ["suggestions while typing", "recent searches", "category hints"],
                        7
                    ),
                    new(
                        "synonyms",
                        "search",
                        ["Sofie", "Chloe"],
                        ["synonym sets", "German compounds", "plural forms"],
                        5
                    ),
                    new("analysis", "search", ["Yusuf", "Chloe"], ["tokenizers", "diacritics", "stop words"], 6),
                    new("cluster", "search", ["Yusuf", "Sofie"], ["shard moves", "replica counts", "snapshots"], 6),
                    new(
                        "internal/client",
                        "search",
                        ["Sofie", "Yusuf"],
                        ["connection pools", "hedged reads", "request ids"],
                        6
                    ),
                    new("bench", "search", ["Chloe", "Yusuf"], ["the query replay", "latency percentiles"], 4),
                ],
                new((n, _) => $"v2.{n}.0", ago => ago > Northwind.WeeklySearch ? 30 : 7),
                "renovate[bot]"
            ),
            new(
                "ranking",
                "search",
                SubjectStyle.FreeText,
                ".py",
                [
                    new(
                        "features",
                        "search",
                        ["Chloe", "Sofie"],
                        ["click features", "freshness", "margin weight", "price bands"],
                        8
                    ),
                    new(
                        "training",
                        "search",
                        ["Chloe", "Yusuf"],
                        ["the training set", "label noise", "cross validation"],
                        7
                    ),
                    new(
                        "serving",
                        "search",
                        ["Yusuf", "Chloe"],
                        ["model loading", "score caching", "the fallback model"],
                        6
                    ),
                    new(
                        "experiments",
                        "search",
                        ["Chloe"],
                        ["interleaving", "the holdout group", "query segments"],
                        6,
                        420
                    ),
                ],
                new((n, _) => $"model-1.{n}", ago => ago > Northwind.WeeklySearch ? 34 : 16, HasChangelog: false),
                "renovate[bot]"
            ),
        ];
}
