namespace Binnacle.Platform;

/// <summary>
/// Closed until the database is prepared. The server begins to listen before, since both take their time; what arrives
/// meanwhile waits here.
/// </summary>
public sealed class Gate
{
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => open.TrySetResult();

    public Task WaitAsync(CancellationToken cancellation) => open.Task.WaitAsync(cancellation);

    internal static async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        await context.RequestServices.GetRequiredService<Gate>().WaitAsync(context.RequestAborted);
        await next(context);
    }
}
