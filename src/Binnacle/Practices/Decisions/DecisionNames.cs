using Binnacle.Platform.Catalogue;
using Binnacle.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Decisions;

internal static class DecisionNames
{
    public static Task<string?> PersonNameAsync(this AppDb db, Guid? id, CancellationToken cancellation) =>
        db.Set<Person>().Where(row => row.Id == id).Select(row => row.Name).FirstOrDefaultAsync(cancellation);
}
