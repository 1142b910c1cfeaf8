using Binnacle.Platform.Access;
using Binnacle.Platform.Data;
using Microsoft.AspNetCore.Components;

namespace Binnacle.Platform.Web;

/// <summary>
/// A page with forms. A handler runs inside <see cref="TryAsync"/>: what it refuses is shown beside its field and nothing of
/// it is kept; what went well ends with a redirect.
/// </summary>
public abstract class FormPage : ComponentBase
{
    [Inject]
    protected AppDb Db { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected PageContext Page { get; set; } = null!;

    [CascadingParameter]
    protected HttpContext Http { get; set; } = null!;

    protected IReadOnlyList<Refusal>? Refusals { get; set; }

    protected CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The name of the form that was sent; null before one was.</summary>
    protected string? SentForm => Http.Request.HasFormContentType ? Http.Request.Form["_handler"].ToString() : null;

    /// <summary>What this form was sent with, to be shown again beside what was refused; null before it was.</summary>
    protected string? Typed(string name) =>
        Http.Request.HasFormContentType && Http.Request.Form.TryGetValue(name, out var sent) ? sent.ToString() : null;

    /// <summary>Leader of the organization, or of that team.</summary>
    protected bool Leads(Guid? teamId) => Db.Viewer.RoleIn(teamId) >= Role.Leader;

    protected async Task TryAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (NotAllowed refused)
        {
            Show(403, refused.Message);
        }
        catch (Refusal refused)
        {
            Http.Response.StatusCode = 422;
            Refusals = [refused];
            Db.ChangeTracker.Clear();
        }
    }

    private void Show(int status, string message)
    {
        Http.Response.StatusCode = status;
        Refusals = [new Refusal("", message)];
        Db.ChangeTracker.Clear();
    }
}
