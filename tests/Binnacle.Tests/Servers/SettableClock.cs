namespace Binnacle.Tests.Servers;

/// <summary>Time stands still until the test moves it.</summary>
public sealed class SettableClock(DateTime start) : TimeProvider
{
    private DateTimeOffset now = new(DateTime.SpecifyKind(start, DateTimeKind.Utc));

    public override DateTimeOffset GetUtcNow() => now;

    public void Pass(TimeSpan time) => now += time;
}
