using Binnacle.Platform.Outbound;
using Binnacle.Platform.Signals;
using Binnacle.Platform.Signals.Fetching;

namespace Binnacle.Sources.HttpCsv;

/// <summary>The file that could be uploaded, from an address: <c>date,value</c>.</summary>
public sealed class HttpCsvSource(OutboundHttp http) : IFetchPoints
{
    public SourceKind Kind => SourceKind.Csv;

    public bool WaitsForTheDaysEnd => false;

    public int DaysAtOnce(SourceSettings settings) => 3660;

    public void Require(SourceSettings settings) => SourceAddress.Require(settings);

    public async Task<IReadOnlyList<MeasurePoint>> FetchAsync(FetchRequest request, CancellationToken cancellation)
    {
        var address = SourceAddress.Filled(request);
        var answer = await SourceAddress.GetAsync(
            http,
            address,
            request.Settings,
            request.Secret,
            "text/csv",
            cancellation
        );
        if (!answer.IsGood)
            throw SourceAddress.BadStatus(address, answer.Status);
        var read = MeasureCsv.Read(answer.Text.TrimStart('\uFEFF'), request.Today);
        if (read.Problems.Count > 0)
            throw new OutboundFailure($"{OutboundHttp.Shown(address)}: {read.Problems[0].InWords}");
        if (read.Rows.FirstOrDefault(row => row.Measure is not null) is { } named)
            throw new OutboundFailure(
                $"{OutboundHttp.Shown(address)}, line {named.Line}: expected date,value, found a third column."
            );
        return [.. read.Rows.Select(row => new MeasurePoint(row.Date, row.Value, row.Coverage))];
    }
}
