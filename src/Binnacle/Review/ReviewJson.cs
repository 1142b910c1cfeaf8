using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Binnacle.Review;

/// <summary>How the Review is written as JSON, by the server and on the command line.</summary>
public static class ReviewJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>A cell's evidence without the function that computed it.</summary>
    public static object Of(CellEvidence evidence) =>
        new
        {
            check = new
            {
                evidence.Check.Id,
                evidence.Check.Title,
                evidence.Check.Rule,
                evidence.Check.Version,
            },
            evidence.Practice,
            evidence.Scope,
            evidence.State,
            evidence.Text,
            evidence.Headline,
            evidence.Target,
            evidence.Sample,
            evidence.Coverage,
            evidence.NewestAt,
            evidence.NewestWhat,
            evidence.NextStep,
            evidence.Facts,
            evidence.Unit,
            evidence.Trend,
            evidence.Rows,
            evidence.RowsTotal,
        };
}
