namespace Binnacle.History.Tests;

public sealed class SelectionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Dated(int day, string zone = "+0000") => $"2024-03-{day:00}T23:30:00{zone}";

    [Fact]
    public async Task Times_bound_what_is_selected_and_all_references_count()
    {
        using var repository = new TestRepository();
        repository.Import(
            string.Concat(Enumerable.Range(1, 4).Select(n => Made("main", n)))
                + Made("side", 5, from: 2)
                + "reset refs/tags/kept\nfrom :5\n\nreset refs/heads/side\nfrom :1\n\n"
        );
        var git = await GitRepository.OpenAsync(repository.Path, Cancellation);
        var head = (await git.HeadAsync(Cancellation))!.Commit;

        async Task<string> Subjects(CommitSelection selection) =>
            string.Join(
                ' ',
                await git.ReadCommitsAsync(
                        await git.SelectedAsync(selection, Cancellation),
                        TestRepository.Options,
                        Cancellation
                    )
                    .Select(commit => commit.Subject)
                    .Order()
                    .ToListAsync(Cancellation)
            );

        (await Subjects(new(head))).ShouldBe("c1 c2 c3 c4");
        (await Subjects(new(null))).ShouldBe("c1 c2 c3 c4 c5");
        (await Subjects(new(head, Since: Time(2), Until: Time(3)))).ShouldBe("c2 c3");
        (await Subjects(new(head, Since: Time(2).AddSeconds(1), Until: Time(3).AddSeconds(-1)))).ShouldBe("");
        var then = await git.HeadAsOfAsync(head, Time(3).AddSeconds(5), Cancellation);
        (await Subjects(new(then))).ShouldBe("c1 c2 c3");
        (await git.HeadAsOfAsync(head, Time(0), Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Days_are_those_of_the_author()
    {
        using var repository = new TestRepository();
        repository.Write("a", "1");
        var east = repository.Commit("east", "--date", Dated(1, "+0200"));
        repository.Write("a", "2");
        var west = repository.Commit("west", "--date", Dated(1, "-0800"));
        var git = await GitRepository.OpenAsync(repository.Path, Cancellation);
        var days = await git.AuthorDaysAsync([east, west], Cancellation);
        days[east].ShouldBe(new(2024, 3, 1));
        days[west].ShouldBe(new(2024, 3, 1));
        (await git.AuthorDaysAsync([], Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Renames_need_not_be_followed()
    {
        using var repository = new TestRepository();
        repository.Write("a", string.Concat(Enumerable.Range(0, 20).Select(n => $"line {n}\n")));
        repository.Commit("make");
        repository.Git("mv", "a", "b");
        repository.Commit("move");
        var commits = await TestRepository.ReadAsync(
            repository.Path,
            TestRepository.Options with
            {
                FollowsRenames = false,
            }
        );
        commits[^1]
            .Changes.Select(change => (change.Path, change.Kind, change.Added, change.Deleted))
            .ShouldBe([("a", ChangeKind.Deleted, 0, 20), ("b", ChangeKind.Added, 20, 0)]);
    }

    private static DateTime Time(int number) => DateTime.UnixEpoch.AddSeconds(1_600_000_000 + number * 60);

    private static string Made(string branch, int number, int? from = null) =>
        $"commit refs/heads/{branch}\nmark :{number}\ncommitter P <p@x> {1_600_000_000 + number * 60} +0000\n"
        + $"data 2\nc{number}\n"
        + ((from ?? number - 1) > 0 ? $"from :{from ?? number - 1}\n" : "")
        + $"M 100644 inline f\ndata 1\n{number}\n\n";
}
