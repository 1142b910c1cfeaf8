using Binnacle.Platform;
using Binnacle.Platform.Documents;
using Binnacle.Practices.Incidents.Detection;

namespace Binnacle.Practices.Incidents;

public sealed class IncidentsPractice : IPractice
{
    public Practice Describe() =>
        new(
            "incidents",
            "Incidents",
            Room.Reliability,
            1,
            "Recover fast, and learn without blame.",
            "Blameless postmortems, known times to detect and recover, and actions with owners and deadlines that are checked afterwards.",
            [
                IncidentsChecks.Postmortems,
                IncidentsChecks.Actions,
                IncidentsChecks.OnTime,
                IncidentsChecks.Noticed,
                IncidentsChecks.Verified,
            ]
        )
        {
            Documents = [DocumentKind.Postmortem],
            BeforeDone = GapClosing.WhatIsMissingAsync,
        };
}
