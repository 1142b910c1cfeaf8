using Binnacle.Platform.Data;

namespace Binnacle.Platform.History;

public static class CommitsByPeopleQuery
{
    /// <summary>Work: what bots did is left out, and so are merges, whose changes stand in what they merge.</summary>
    public static IQueryable<HistoryCommit> CommitsByPeople(this AppDb db) =>
        db.Set<HistoryCommit>()
            // The name of each parent is as long as the commit's own.
            .Where(commit => commit.Parents.Length <= commit.Name.Length)
            .Where(commit => !db.Set<HistoryAuthor>().Any(author => author.Id == commit.AuthorId && author.IsBot));
}
