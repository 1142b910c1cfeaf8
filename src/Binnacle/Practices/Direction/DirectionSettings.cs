using Binnacle.Platform.Data;
using Binnacle.Platform.Settings;
using Microsoft.EntityFrameworkCore;

namespace Binnacle.Practices.Direction;

/// <summary>The numbers of this practice that can be set.</summary>
internal static class DirectionSettings
{
    public static readonly Threshold ReviewDays = new(
        "direction.vision-days",
        "Days after which a vision must be looked at again",
        92,
        "days",
        7,
        730
    );

    public static readonly Threshold VisionWords = new(
        "direction.vision-words",
        "Words that a vision may have at most",
        300,
        "count",
        50,
        5000
    );

    public static readonly Threshold Principles = new(
        "direction.principles",
        "Principles that may be in force at once",
        7,
        "count",
        1,
        30
    );

    public static readonly Threshold CycleDays = new(
        "direction.cycle-days",
        "Days of the cycle over which changes are linked to goals",
        42,
        "days",
        7,
        182
    );

    public static readonly Threshold LeastLinked = new(
        "direction.linked-share",
        "Share of changes that serve a goal, at least",
        0.6,
        "share",
        0.05,
        1
    );
}
