namespace Binnacle.Demo.Files;

/// <summary>Vision by team, working agreements and the ladder.</summary>
internal static class HandbookFiles
{
    /// <summary>Days since Platform last looked at its vision.</summary>
    public const int PlatformVision = 88;

    private static readonly int[] LadderChanged = [720, 402, 155];

    private static readonly string[] Levels =
    [
        "Engineer",
        "Senior engineer",
        "Staff engineer",
        "Principal engineer",
        "Lead",
    ];

    public static IEnumerable<FilePlan> All() =>
        [
            .. Vision("payments", "Money arrives, whatever breaks", 800, 690, 611, 520, 431, 342, 238, 131, 41),
            .. Vision("search", "Found in two seconds", 790, 700, 580, 490, 399, 310, 212, 119, 28),
            .. Vision("platform", "A service in an afternoon", 805, 715, 627, 538, 445, 352, 264, 177, PlatformVision),
            .. Vision("mobile", "Buy with one thumb", 560, 470, 382, 291, 204, 110, 30),
            .. Vision("checkout", "No step too many", 812, 720, 633, 540, 452, 360, 270, 181, 90, 12),
            .. Vision("data", "Numbers people trust", 498, 401, 313, 222, 134, 52),
            .. Agreement("payments", 633, 452, 120),
            .. Agreement("search", 540, 377, 60),
            .. Agreement("platform", 610, 388, 203),
            .. Agreement("checkout", 500, 290, 45),
            .. Ladder(),
        ];

    private static IEnumerable<FilePlan> Vision(string team, string title, params int[] reviewed) =>
        reviewed.Select(
            (ago, index) =>
                new FilePlan(
                    "handbook",
                    $"teams/vision/{team}.md",
                    ago,
                    index == 0
                        ? $"Vision of {Northwind.Team(team).Name}"
                        : $"Review the vision of {Northwind.Team(team).Name}",
                    $"# {title}\n\nReviewed {index} times. We choose boring technology, small steps and one owner for each promise.\n\n- Customers first, then speed, then cost\n- Anybody can run anything\n",
                    team
                )
        );

    private static IEnumerable<FilePlan> Agreement(string team, params int[] changed) =>
        changed.Select(
            (ago, index) =>
                new FilePlan(
                    "handbook",
                    $"teams/{team}/working-agreement.md",
                    ago,
                    index == 0
                        ? $"Working agreement of {Northwind.Team(team).Name}"
                        : $"{Northwind.Team(team).Name} goes through its working agreement",
                    $"# How {Northwind.Team(team).Name} works\n\n- Core hours 10 to 15 CET\n- Questions are answered within four hours\n- No meetings on Wednesday afternoons\n- Version {index + 1}\n",
                    team
                )
        );

    private static IEnumerable<FilePlan> Ladder() =>
        LadderChanged.Select(
            (ago, index) =>
                new FilePlan(
                    "handbook",
                    "people/ladders/engineering.md",
                    ago,
                    index == 0 ? "Publish the engineering ladder" : "Go through the ladder with the leads",
                    "# Engineering ladder\n\n"
                        + string.Concat(
                            Levels.Select(level =>
                                $"## {level}\n\nSolves problems of the size that the level names, tells others early what is not known, and leaves people and systems around better than before. Depth, systems thinking and mentoring count as much as delivery.\n\n"
                            )
                        )
                )
        );
}
