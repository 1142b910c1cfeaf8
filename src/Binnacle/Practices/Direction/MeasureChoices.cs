using Binnacle.Platform.Data;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction;

internal static class MeasureChoices
{
    public static Task<List<ScopeChoice>> LoadAsync(AppDb db, CancellationToken cancellation) =>
        db.Set<Measure>()
            .OrderBy(row => row.Name)
            .Select(row => new ScopeChoice(row.Slug, row.Name))
            .ToListAsync(cancellation);
}
