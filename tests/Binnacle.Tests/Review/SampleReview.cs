using Binnacle.Platform;
using Binnacle.Platform.Checks;
using Binnacle.Review;

namespace Binnacle.Tests.Review;

/// <summary>A review of any size, with every state in it.</summary>
internal static class SampleReview
{
    private static readonly CheckState[] States = [CheckState.Pass, CheckState.Warn, CheckState.Pass, CheckState.Fail];

    public static readonly Check Debt = new(
        "debt.share",
        "Debt gets the share you set",
        "Debt changes ÷ all changes.",
        "Add a repository",
        (_, _, _) => CheckResult.Unknown("", "")
    );

    public static Scope Team(int number) =>
        number == 0
            ? new(ScopeKind.Organization, Guid.Empty, "", "Organization")
            : new(ScopeKind.Team, Guid.Empty, $"team-number-{number}", $"Team number {number}");

    public static ReviewModel Model(int rows, int columns, int unknownEach = 0, int columnsTotal = 0)
    {
        var rooms = Enum.GetValues<Room>();
        return new(
            "Northwind",
            new(2026, 11, 15),
            "Two practices came back to life",
            "9 of 13 alive.",
            new(9, 3, 0, 1),
            [new("Lead time", "1.5 d", "was 3.1 d", true, [3, 2, null, 1.5], "148 changes", null)],
            [
                new(
                    CheckState.Fail,
                    "An alert is overdue",
                    "Owned by Payments.",
                    "Open the commitment",
                    "/commitments/7"
                ),
            ],
            3,
            new(2026, 10, 18),
            [new(CheckState.Pass, "Lead time halved", "3.1 to 1.5 days.", "/checks/flow.lead-time")],
            [.. Enumerable.Range(0, columns).Select(Team)],
            Math.Max(columns, columnsTotal),
            [.. rooms.Select((room, index) => new RoomRows(room, room.ToString(), [.. Rows(room, index)]))],
            [
                .. Checklist.Items.Select(
                    (item, index) =>
                        new ChecklistAnswer(
                            item.Id,
                            item.Text,
                            States[index % 4],
                            "6 of 23",
                            index == 0 ? "delivery.unknown-0" : "direction.a-row-of-this-room-0"
                        )
                ),
            ]
        );

        IEnumerable<ReviewRow> Rows(Room room, int index)
        {
            var mine = rows / rooms.Length + (index < rows % rooms.Length ? 1 : 0);
            var id = room.ToString().ToLowerInvariant();
            for (var row = 0; row < mine; row++)
                yield return new(
                    $"{id}.a-row-of-this-room-{row}",
                    $"A row of this room with a title of usual length, {row}",
                    id,
                    room.ToString(),
                    "Connect a pager",
                    [.. Enumerable.Range(0, columns).Select(c => new ReviewCell(States[(c + row) % 4], "15 of 23", ""))]
                );
            for (var row = 0; row < unknownEach; row++)
                yield return new(
                    $"{id}.unknown-{row}",
                    $"An unknown row, {row}",
                    id,
                    room.ToString(),
                    "Connect a pager",
                    [.. Enumerable.Range(0, columns).Select(_ => new ReviewCell(CheckState.Unknown, "unknown", ""))]
                );
        }
    }

    public static CellEvidence Evidence(CheckState state = CheckState.Fail) =>
        new(
            Debt,
            "Debt",
            Team(1),
            state,
            state is CheckState.Unknown ? "unknown" : "6 %",
            state is CheckState.Unknown ? "Nothing tells us yet" : "Payments spent 6 % on debt where 20 % is set aside",
            "20 %",
            new(131, "changes"),
            new(6, 6, "repositories"),
            new DateTime(2026, 11, 14, 0, 0, 0, DateTimeKind.Utc),
            "payments-core",
            "Put the settlement lock into the next cycle.",
            [new("Decided by", "label 62 %, nothing 38 %")],
            [
                .. Enumerable
                    .Range(0, 104)
                    .Select(week => new TrendPoint(
                        new DateOnly(2024, 11, 17).AddDays(7 * week),
                        0.2 - week * 0.001,
                        week < 60 ? CheckState.Pass : CheckState.Fail,
                        ""
                    )),
            ],
            "share",
            [
                new(
                    "Replace the lock",
                    "debt",
                    "payments-core",
                    null,
                    null,
                    "4f2a9c01dd77aa",
                    null,
                    null,
                    "https://x.example"
                ),
                new("Refund webhooks", "fix", "refunds", "src/Sender.cs", 118, null, null, null, null),
            ],
            131
        );
}
