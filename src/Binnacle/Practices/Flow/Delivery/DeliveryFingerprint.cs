using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Binnacle.History.Analyses;

namespace Binnacle.Practices.Flow.Delivery;

/// <summary>Tells whether anything that the ledger is worked out from is new.</summary>
internal static class DeliveryFingerprint
{
    /// <summary>Raised when the rules of working out change, so that all is worked out again.</summary>
    private const int Rules = 4;

    /// <param name="input">Its history need not be read.</param>
    /// <param name="history"><see cref="DeliveryLoading.HistoryMarkAsync"/></param>
    public static string Of(DeliveryInput input, string history)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{Rules} {input.Since:yyyy} {input.Repository} {input.Head} {input.Branch} {input.TeamId} {history}");
        foreach (var service in input.Services)
            Add($"{service.Id} {service.Name} {service.Path} {service.TeamId}");
        foreach (var tag in input.Tags)
            Add($"{tag.Name} {tag.Commit}");
        // The stamps tell when each member was said; the moments are not among them.
        foreach (var change in input.Changes.OrderBy(row => row.Id))
            Add(
                $"{change.Id} {change.Stamps} {change.FirstCommitAt:O} {change.OpenedAt:O} {change.ReadyAt:O} {change.MergedAt:O} {change.ClosedAt:O} {change.ReopenedAt:O} {change.Person} {change.ByBot}"
            );
        foreach (var review in input.Reviews.OrderBy(row => row.Id))
            Add($"{review.Id} {review.Reviewer} {review.IsByBot} {review.At:O} {review.Person} {review.ByBot}");
        foreach (var one in input.Deployments.OrderBy(row => row.Id))
            Add($"{one.Id} {one.Stamps} {one.ServiceId} {one.CreatedAt:O} {one.StartedAt:O} {one.EndedAt:O}");
        // Of all that trackers know, only what these changes name: an item elsewhere is no news here.
        foreach (
            var name in input
                .Changes.SelectMany(row => IssueKeys.In(row.Title ?? ""))
                .Distinct()
                .Order(StringComparer.Ordinal)
        )
            Add($"{name} {input.Items.GetValueOrDefault(name)}");
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(FormattableString part) =>
            hash.AppendData(Encoding.UTF8.GetBytes(part.ToString(CultureInfo.InvariantCulture) + "\n"));
    }
}
