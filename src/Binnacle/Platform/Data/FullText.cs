using Microsoft.EntityFrameworkCore;

namespace Binnacle.Platform.Data;

/// <summary>An entry that has the words that were asked for; a smaller rank fits better.</summary>
public sealed record FullTextHit(long Id, double Rank);

/// <summary>The full-text index over <c>search_entries</c>: FTS5 in SQLite, a GIN index over tsvector in PostgreSQL.</summary>
public static class FullText
{
    /// <param name="terms">Words, folded by <see cref="Fold"/>; each is the beginning of a word, after its ending was taken off; a number is a whole one.</param>
    public static IQueryable<FullTextHit> WithWords(this AppDb db, IReadOnlyCollection<string> terms)
    {
        if (db is PostgresDb)
        {
            var asked = string.Join(" & ", terms.Select(term => IsNumber(term) ? term : term + ":*"));
            return db.Database.SqlQuery<FullTextHit>(
                $"""SELECT id AS "Id", -ts_rank_cd(words, to_tsquery('search_words', {asked}), 1)::float8 AS "Rank" FROM search_text WHERE words @@ to_tsquery('search_words', {asked})"""
            );
        }
        var match = string.Join(" AND ", terms.Select(term => IsNumber(term) ? $"\"{term}\"" : $"\"{term}\"*"));
        return db.Database.SqlQuery<FullTextHit>(
            $"""SELECT rowid AS "Id", bm25(search_text, 10.0, 8.0, 1.0) AS "Rank" FROM search_text WHERE search_text MATCH {match}"""
        );
    }

    private static bool IsNumber(string term) => term.All(char.IsDigit);

    /// <summary>Letters and digits in runs, lower case and without accents: "Café/λ-1" → "cafe", "λ", "1".</summary>
    public static IReadOnlyList<string> Fold(string text)
    {
        var terms = new List<string>();
        var term = new System.Text.StringBuilder();
        foreach (var letter in text.Normalize(System.Text.NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark)
                continue;
            if (char.IsLetterOrDigit(letter))
                term.Append(char.ToLowerInvariant(letter));
            else
                End();
        }
        End();
        return terms;

        void End()
        {
            if (term.Length > 0)
                terms.Add(term.ToString());
            term.Clear();
        }
    }
}
