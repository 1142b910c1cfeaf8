using Binnacle.Platform.Data;
using Binnacle.Practices.Incidents.Postmortems;
using Binnacle.Practices.Incidents.Register;

namespace Binnacle.Demo;

/// <summary>Postmortems, read by somebody else and shared.</summary>
internal sealed class PostmortemRows(AppDb db, Telling telling, Draw draw)
{
    public void Add(Incident incident, string text, string writer, string reader)
    {
        var begun = incident.StartedAt.AddDays(2);
        var postmortem = new Postmortem
        {
            Id = draw.Id(),
            IncidentId = incident.Id,
            Body = text + "\n",
            WrittenAt = begun,
            WrittenBy = writer,
            ChangedAt = begun.AddDays(1),
            ChangedBy = writer,
            SharedAt = begun.AddDays(5),
        };
        db.Add(postmortem);
        db.Add(
            new PostmortemVersion
            {
                Id = draw.Id(),
                PostmortemId = postmortem.Id,
                Body = postmortem.Body,
                At = postmortem.ChangedAt,
                By = writer,
            }
        );
        (PostmortemStage Stage, double Days, string By, string? Text)[] states =
        [
            (PostmortemStage.Draft, 0, writer, null),
            (PostmortemStage.InReview, 1, writer, null),
            (PostmortemStage.Reviewed, 4, reader, "The part on what surprised us is worth reading aloud."),
            (PostmortemStage.Shared, 5, writer, null),
        ];
        foreach (var (index, state) in states.Index())
            postmortem.States.Add(
                new PostmortemState
                {
                    Id = draw.Id(),
                    PostmortemId = postmortem.Id,
                    Stage = state.Stage,
                    At = begun.AddDays(state.Days),
                    By = state.By,
                    Text = state.Text,
                    EndedAt = index + 1 < states.Length ? begun.AddDays(states[index + 1].Days) : null,
                }
            );
        telling.Tell(
            begun.AddDays(5),
            writer,
            "postmortem.shared",
            incident.Title,
            $"{incident.Url}/postmortem",
            null,
            incident.TeamId
        );
    }
}
