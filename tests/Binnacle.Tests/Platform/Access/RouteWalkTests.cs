using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Binnacle.Platform.Access;
using Binnacle.Tests.Databases;
using Binnacle.Tests.Servers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Binnacle.Tests.Platform.Access;

/// <summary>
/// Every route, with every method, as everyone. A new route is written into <see cref="Expected"/> on purpose: what opens it
/// is decided here a second time.
/// </summary>
public sealed partial class RouteWalkTests
{
    private static readonly Dictionary<string, string> Expected = new(StringComparer.Ordinal)
    {
        ["GET /"] = May.View,
        ["POST /"] = May.View,
        ["GET /account"] = May.View,
        ["POST /account"] = May.View,
        ["GET /api/v1/cadences"] = May.View,
        ["POST /api/v1/cadences/"] = May.Contribute,
        ["GET /api/v1/cadences/holidays"] = May.View,
        ["GET /api/v1/cadences/{number:int}"] = May.View,
        ["POST /api/v1/cadences/{number:int}/marks"] = May.Contribute,
        ["GET /api/v1/cadences/{number:int}/occurrences"] = May.View,
        ["GET /account/address"] = May.View,
        ["POST /account/address"] = May.View,
        ["GET /account/notices"] = May.View,
        ["POST /account/notices"] = May.View,
        ["GET /api/v1/blockers"] = May.View,
        ["POST /api/v1/blockers/"] = May.Contribute,
        ["GET /api/v1/blockers/{number:int}"] = May.View,
        ["POST /api/v1/blockers/{number:int}/comments"] = May.Contribute,
        ["POST /api/v1/blockers/{number:int}/dropping"] = May.Contribute,
        ["POST /api/v1/blockers/{number:int}/ownership"] = May.Contribute,
        ["POST /api/v1/blockers/{number:int}/reopening"] = May.Contribute,
        ["POST /api/v1/blockers/{number:int}/unblocking"] = May.Contribute,
        ["POST /hooks/chat/{slug}"] = May.Everyone,
        ["GET /api/v1/flow/changes"] = May.View,
        ["GET /practices/flow/changes"] = May.View,
        ["POST /practices/flow/changes"] = May.View,
        ["GET /practices/flow/changes.csv"] = May.View,
        ["GET /practices/flow/changes.json"] = May.View,
        ["GET /api/v1/flow/deployments"] = May.View,
        ["GET /practices/flow/deployments"] = May.View,
        ["POST /practices/flow/deployments"] = May.View,
        ["GET /practices/flow/deployments.csv"] = May.View,
        ["GET /practices/flow/deployments.json"] = May.View,
        ["GET /api/v1/flow/results"] = May.View,
        ["GET /practices/flow/results"] = May.View,
        ["POST /practices/flow/results"] = May.View,
        ["GET /practices/flow/results.csv"] = May.View,
        ["GET /practices/flow/results.json"] = May.View,
        ["GET /practices/flow"] = May.View,
        ["POST /practices/flow"] = May.View,
        ["GET /practices/flow/waiting"] = May.View,
        ["POST /practices/flow/waiting"] = May.View,
        ["GET /practices/flow/mix"] = May.View,
        ["POST /practices/flow/mix"] = May.View,
        ["GET /api/v1/flow"] = May.View,
        ["GET /practices/flow.json"] = May.View,
        ["GET /api/v1/flow/agreements"] = May.View,
        ["POST /api/v1/flow/agreements"] = May.Contribute,
        ["GET /api/v1/flow/agreements/weeks"] = May.View,
        ["GET /cadences/hours"] = May.View,
        ["POST /cadences/hours"] = May.View,
        ["GET /practices/flow/agreements"] = May.View,
        ["POST /practices/flow/agreements"] = May.View,
        ["GET /practices/flow/agreements.csv"] = May.View,
        ["GET /practices/flow/agreements.json"] = May.View,
        ["GET /practices/flow/agreements/new"] = May.Contribute,
        ["POST /practices/flow/agreements/new"] = May.Contribute,
        ["GET /practices/flow/agreements/weeks.csv"] = May.View,
        ["GET /practices/flow/agreements/weeks.json"] = May.View,
        ["GET /practices/flow/agreements/{Team}/{Kind}"] = May.View,
        ["POST /practices/flow/agreements/{Team}/{Kind}"] = May.View,
        ["GET /api/v1/flow/standards"] = May.View,
        ["GET /practices/flow/standards"] = May.View,
        ["POST /practices/flow/standards"] = May.View,
        ["GET /practices/flow/standards.csv"] = May.View,
        ["GET /practices/flow/standards.json"] = May.View,
        ["GET /api/v1/flow/ci"] = May.View,
        ["GET /api/v1/flow/ci/jobs"] = May.View,
        ["GET /practices/flow/ci"] = May.View,
        ["POST /practices/flow/ci"] = May.View,
        ["GET /practices/flow/ci.csv"] = May.View,
        ["GET /practices/flow/ci.json"] = May.View,
        ["GET /practices/flow/ci/jobs"] = May.View,
        ["POST /practices/flow/ci/jobs"] = May.View,
        ["GET /practices/flow/ci/jobs.csv"] = May.View,
        ["GET /practices/flow/ci/jobs.json"] = May.View,
        ["GET /practices/flow/blockers"] = May.View,
        ["POST /practices/flow/blockers"] = May.View,
        ["GET /practices/flow/blockers.csv"] = May.View,
        ["GET /practices/flow/blockers.json"] = May.View,
        ["GET /practices/flow/blockers/new"] = May.Contribute,
        ["POST /practices/flow/blockers/new"] = May.Contribute,
        ["GET /practices/flow/blockers/{Number:int}"] = May.View,
        ["POST /practices/flow/blockers/{Number:int}"] = May.View,
        ["GET /practices/flow/blockers/{number:int}.json"] = May.View,
        ["GET /practices/flow/blockers/{Number:int}/edit"] = May.Contribute,
        ["POST /practices/flow/blockers/{Number:int}/edit"] = May.Contribute,
        ["GET /settings/chat"] = May.Administer,
        ["POST /settings/chat"] = May.Administer,
        ["GET /api/v1/checks/{checkId}"] = May.View,
        ["GET /api/v1/commitments"] = May.View,
        ["POST /api/v1/commitments/"] = May.Contribute,
        ["GET /api/v1/commitments/{number:int}"] = May.View,
        ["PATCH /api/v1/commitments/{number:int}"] = May.Contribute,
        ["GET /api/v1/commitments/reliability"] = May.View,
        ["POST /api/v1/commitments/{number:int}/answer"] = May.Contribute,
        ["POST /api/v1/commitments/{number:int}/closure"] = May.Contribute,
        ["GET /api/v1/debt"] = May.View,
        ["POST /api/v1/debt/"] = May.Contribute,
        ["POST /api/v1/debt/import"] = May.Contribute,
        ["GET /api/v1/debt/{number:int}"] = May.View,
        ["POST /api/v1/debt/{number:int}/closure"] = May.Lead,
        ["POST /api/v1/debt/{number:int}/estimates"] = May.Contribute,
        ["GET /api/v1/decisions"] = May.View,
        ["POST /api/v1/decisions/"] = May.Contribute,
        ["GET /api/v1/decisions/{number:int}"] = May.View,
        ["PUT /api/v1/decisions/{number:int}"] = May.Contribute,
        ["POST /api/v1/decisions/{number:int}/advice"] = May.Contribute,
        ["POST /api/v1/decisions/{number:int}/advice/{id:guid}"] = May.View,
        ["POST /api/v1/decisions/{number:int}/confirmations"] = May.Contribute,
        ["POST /api/v1/decisions/{number:int}/revisits"] = May.View,
        ["POST /api/v1/decisions/{number:int}/supersedes"] = May.Contribute,
        ["POST /api/v1/decisions/{number:int}/verdict"] = May.View,
        ["GET /api/v1/deliveries/"] = May.Lead,
        ["POST /api/v1/deliveries/{id:guid}/again"] = May.Lead,
        ["GET /api/v1/direction/hypotheses"] = May.View,
        ["POST /api/v1/direction/hypotheses"] = May.Contribute,
        ["GET /api/v1/direction/initiatives"] = May.View,
        ["POST /api/v1/direction/initiatives"] = May.Contribute,
        ["POST /api/v1/direction/milestones/{number:int}/move"] = May.Contribute,
        ["GET /api/v1/direction/milestones"] = May.View,
        ["POST /api/v1/direction/milestones"] = May.Contribute,
        ["GET /api/v1/direction/principles"] = May.View,
        ["POST /api/v1/direction/rules/try"] = May.Contribute,
        ["GET /api/v1/direction/unlinked"] = May.View,
        ["GET /api/v1/direction/vision"] = May.View,
        ["GET /practices/direction/alignment"] = May.View,
        ["POST /practices/direction/alignment"] = May.View,
        ["GET /practices/direction/bets.csv"] = May.View,
        ["GET /practices/direction/bets.json"] = May.View,
        ["GET /practices/direction/bets/new"] = May.Contribute,
        ["POST /practices/direction/bets/new"] = May.Contribute,
        ["GET /practices/direction/bets/{Number:int}"] = May.View,
        ["POST /practices/direction/bets/{Number:int}"] = May.View,
        ["GET /practices/direction/bets"] = May.View,
        ["POST /practices/direction/bets"] = May.View,
        ["GET /practices/direction/changes"] = May.View,
        ["POST /practices/direction/changes"] = May.View,
        ["GET /practices/direction/initiatives.csv"] = May.View,
        ["GET /practices/direction/initiatives.json"] = May.View,
        ["GET /practices/direction/initiatives/{Number:int}/edit"] = May.Contribute,
        ["POST /practices/direction/initiatives/{Number:int}/edit"] = May.Contribute,
        ["GET /practices/direction/initiatives/{Number:int}"] = May.View,
        ["POST /practices/direction/initiatives/{Number:int}"] = May.View,
        ["GET /practices/direction/initiatives"] = May.View,
        ["POST /practices/direction/initiatives"] = May.View,
        ["GET /practices/direction/principles.csv"] = May.View,
        ["GET /practices/direction/principles.json"] = May.View,
        ["GET /practices/direction/principles/new"] = May.Lead,
        ["POST /practices/direction/principles/new"] = May.Lead,
        ["GET /practices/direction/principles/{Number:int}/edit"] = May.Lead,
        ["POST /practices/direction/principles/{Number:int}/edit"] = May.Lead,
        ["GET /practices/direction/principles/{Number:int}"] = May.View,
        ["POST /practices/direction/principles/{Number:int}"] = May.View,
        ["GET /practices/direction/principles"] = May.View,
        ["POST /practices/direction/principles"] = May.View,
        ["GET /practices/direction/roadmap.csv"] = May.View,
        ["GET /practices/direction/roadmap.json"] = May.View,
        ["GET /practices/direction/roadmap/new"] = May.Contribute,
        ["POST /practices/direction/roadmap/new"] = May.Contribute,
        ["GET /practices/direction/roadmap/{Number:int}/edit"] = May.Contribute,
        ["POST /practices/direction/roadmap/{Number:int}/edit"] = May.Contribute,
        ["GET /practices/direction/roadmap/{Number:int}"] = May.View,
        ["POST /practices/direction/roadmap/{Number:int}"] = May.View,
        ["GET /practices/direction/roadmap"] = May.View,
        ["POST /practices/direction/roadmap"] = May.View,
        ["GET /practices/direction/rules/new"] = May.Contribute,
        ["POST /practices/direction/rules/new"] = May.Contribute,
        ["GET /practices/direction/unlinked.csv"] = May.View,
        ["GET /practices/direction/unlinked.json"] = May.View,
        ["GET /practices/direction/unlinked"] = May.View,
        ["POST /practices/direction/unlinked"] = May.View,
        ["GET /practices/direction/vision.csv"] = May.View,
        ["GET /practices/direction/vision.json"] = May.View,
        ["GET /practices/direction/vision/new"] = May.Lead,
        ["POST /practices/direction/vision/new"] = May.Lead,
        ["GET /practices/direction/vision"] = May.View,
        ["POST /practices/direction/vision"] = May.View,
        ["GET /practices/direction"] = May.View,
        ["POST /practices/direction"] = May.View,
        ["GET /api/v1/documents"] = May.View,
        ["GET /api/v1/documents/{number:int}"] = May.View,
        ["GET /api/v1/export"] = May.Administer,
        ["GET /api/v1/incidents"] = May.View,
        ["POST /api/v1/incidents/"] = May.Contribute,
        ["GET /api/v1/incidents/{number:int}"] = May.View,
        ["POST /api/v1/incidents/{number:int}/entries"] = May.Contribute,
        ["GET /api/v1/incidents/{number:int}/postmortem"] = May.View,
        ["PUT /api/v1/incidents/{number:int}/postmortem"] = May.Contribute,
        ["POST /api/v1/incidents/{number:int}/times"] = May.Contribute,
        ["GET /api/v1/incident-actions"] = May.View,
        ["GET /practices/incidents.csv"] = May.View,
        ["GET /practices/incidents.json"] = May.View,
        ["GET /practices/incidents/actions.csv"] = May.View,
        ["GET /practices/incidents/actions.json"] = May.View,
        ["GET /practices/incidents/{number:int}.json"] = May.View,
        ["GET /practices/incidents/{number:int}/postmortem.md"] = May.View,
        ["GET /practices/incidents"] = May.View,
        ["POST /practices/incidents"] = May.View,
        ["GET /practices/incidents/actions"] = May.View,
        ["POST /practices/incidents/actions"] = May.View,
        ["GET /practices/incidents/gaps"] = May.View,
        ["POST /practices/incidents/gaps"] = May.View,
        ["GET /practices/incidents/gaps/{Id:guid}"] = May.Contribute,
        ["POST /practices/incidents/gaps/{Id:guid}"] = May.Contribute,
        ["GET /practices/incidents/learning"] = May.View,
        ["POST /practices/incidents/learning"] = May.View,
        ["GET /practices/incidents/new"] = May.Contribute,
        ["POST /practices/incidents/new"] = May.Contribute,
        ["GET /practices/incidents/rules"] = May.View,
        ["POST /practices/incidents/rules"] = May.View,
        ["GET /practices/incidents/rules/new"] = May.Lead,
        ["POST /practices/incidents/rules/new"] = May.Lead,
        ["GET /practices/incidents/rules/{Id:guid}"] = May.Lead,
        ["POST /practices/incidents/rules/{Id:guid}"] = May.Lead,
        ["GET /practices/incidents/severities"] = May.Lead,
        ["POST /practices/incidents/severities"] = May.Lead,
        ["GET /practices/incidents/{Number:int}"] = May.View,
        ["POST /practices/incidents/{Number:int}"] = May.View,
        ["GET /practices/incidents/{Number:int}/actions/new"] = May.Contribute,
        ["POST /practices/incidents/{Number:int}/actions/new"] = May.Contribute,
        ["GET /practices/incidents/{Number:int}/actions/{ActionId:guid}"] = May.View,
        ["POST /practices/incidents/{Number:int}/actions/{ActionId:guid}"] = May.View,
        ["GET /practices/incidents/{Number:int}/edit"] = May.Contribute,
        ["POST /practices/incidents/{Number:int}/edit"] = May.Contribute,
        ["GET /practices/incidents/{Number:int}/postmortem"] = May.View,
        ["POST /practices/incidents/{Number:int}/postmortem"] = May.View,
        ["GET /practices/incidents/{Number:int}/postmortem/edit"] = May.Contribute,
        ["POST /practices/incidents/{Number:int}/postmortem/edit"] = May.Contribute,
        ["GET /practices/incidents/{Number:int}/times"] = May.View,
        ["POST /practices/incidents/{Number:int}/times"] = May.View,
        ["GET /api/v1/jobs"] = May.View,
        ["POST /api/v1/jobs/{id:guid}/again"] = May.Lead,
        ["POST /api/v1/jobs/{id:guid}/stop"] = May.Administer,
        ["GET /api/v1/measures"] = May.View,
        ["POST /api/v1/measures/"] = May.Lead,
        ["GET /api/v1/measures/{slug}"] = May.View,
        ["GET /api/v1/measures/{slug}/annotations"] = May.View,
        ["POST /api/v1/measures/{slug}/annotations"] = May.Contribute,
        ["DELETE /api/v1/measures/{slug}/annotations/{id:guid}"] = May.Contribute,
        ["GET /api/v1/measures/{slug}/change"] = May.View,
        ["GET /api/v1/measures/{slug}/points"] = May.View,
        ["POST /api/v1/measures/{slug}/points"] = May.Contribute,
        ["GET /api/v1/key-results"] = May.View,
        ["GET /api/v1/objectives"] = May.View,
        ["POST /api/v1/objectives/"] = May.Lead,
        ["POST /api/v1/objectives/import"] = May.Lead,
        ["GET /api/v1/objectives/{number:int}"] = May.View,
        ["PUT /api/v1/objectives/{number:int}"] = May.Lead,
        ["POST /api/v1/objectives/{number:int}/check-ins"] = May.Contribute,
        ["POST /api/v1/objectives/{number:int}/states"] = May.Lead,
        ["GET /api/v1/outcomes"] = May.View,
        ["POST /api/v1/outcomes/"] = May.Lead,
        ["GET /api/v1/outcomes/ownership"] = May.View,
        ["GET /api/v1/outcomes/retirements"] = May.View,
        ["POST /api/v1/outcomes/retirements/{id:guid}"] = May.Lead,
        ["GET /api/v1/outcomes/rotations"] = May.View,
        ["POST /api/v1/outcomes/{slug}/owners"] = May.Lead,
        ["POST /api/v1/outcomes/{slug}/rotations"] = May.Lead,
        ["PUT /api/v1/outcomes/{slug}/target"] = May.Lead,
        ["GET /api/v1/measures/{slug}/source"] = May.View,
        ["PUT /api/v1/measures/{slug}/source"] = May.Lead,
        ["DELETE /api/v1/measures/{slug}/source"] = May.Lead,
        ["POST /api/v1/measures/{slug}/source/backfill"] = May.Lead,
        ["POST /api/v1/measures/{slug}/source/try"] = May.Lead,
        ["GET /api/v1/people"] = May.View,
        ["GET /api/v1/people/{number:int}"] = May.View,
        ["GET /api/v1/repositories"] = May.View,
        ["POST /api/v1/repositories/"] = May.Lead,
        ["GET /api/v1/repositories/{slug}"] = May.View,
        ["GET /api/v1/repositories/{slug}/commits"] = May.View,
        ["GET /api/v1/repositories/{slug}/commits/{id}"] = May.View,
        ["POST /api/v1/repositories/{slug}/scans"] = May.Lead,
        ["GET /api/v1/review"] = May.View,
        ["GET /api/v1/search"] = May.View,
        ["GET /api/v1/review/sessions"] = May.View,
        ["GET /api/v1/review/sessions/{number:int}"] = May.View,
        ["GET /api/v1/services"] = May.View,
        ["GET /api/v1/services/{slug}"] = May.View,
        ["GET /api/v1/settings/"] = May.Lead,
        ["PUT /api/v1/settings/{key}"] = May.Lead,
        ["GET /api/v1/summaries"] = May.View,
        ["POST /api/v1/summaries/"] = May.Contribute,
        ["GET /api/v1/summaries/{number:int}"] = May.View,
        ["PUT /api/v1/summaries/{number:int}/texts/{audience}"] = May.Contribute,
        ["POST /api/v1/summaries/{number:int}/texts/{audience}/publication"] = May.Lead,
        ["POST /api/v1/summaries/{number:int}/texts/{audience}/sendings"] = May.Lead,
        ["GET /api/v1/teams"] = May.View,
        ["GET /api/v1/teams/{slug}"] = May.View,
        ["GET /api/v1/timeline"] = May.View,
        ["GET /api/{documentName}/openapi.json"] = May.View,
        ["GET /cadences"] = May.View,
        ["POST /cadences"] = May.View,
        ["GET /cadences/month"] = May.View,
        ["POST /cadences/month"] = May.View,
        ["GET /cadences/new"] = May.Contribute,
        ["POST /cadences/new"] = May.Contribute,
        ["GET /cadences/{Number:int}"] = May.View,
        ["POST /cadences/{Number:int}"] = May.View,
        ["GET /cadences/{Number:int}/edit"] = May.Contribute,
        ["POST /cadences/{Number:int}/edit"] = May.Contribute,
        ["GET /cadences/{Number:int}/hosts"] = May.Contribute,
        ["POST /cadences/{Number:int}/hosts"] = May.Contribute,
        ["GET /cadences/{Number:int}/occurrences"] = May.View,
        ["POST /cadences/{Number:int}/occurrences"] = May.View,
        ["GET /cadences/holidays"] = May.View,
        ["POST /cadences/holidays"] = May.View,
        ["GET /cadences/feeds"] = May.View,
        ["POST /cadences/feeds"] = May.View,
        ["GET /cadences/import"] = May.Contribute,
        ["POST /cadences/import"] = May.Contribute,
        ["GET /cadences/import/{Number:int}"] = May.Contribute,
        ["POST /cadences/import/{Number:int}"] = May.Contribute,
        ["GET /cadences.csv"] = May.View,
        ["GET /cadences.json"] = May.View,
        ["GET /cadences/feed/{token}.ics"] = May.Everyone,
        ["GET /cadences/holidays.csv"] = May.View,
        ["GET /cadences/holidays.json"] = May.View,
        ["GET /cadences/{number:int}.ics"] = May.View,
        ["GET /cadences/{number:int}.json"] = May.View,
        ["GET /cadences/{number:int}/occurrences.csv"] = May.View,
        ["GET /cadences/{number:int}/occurrences.json"] = May.View,
        ["GET /catalogue"] = May.View,
        ["POST /catalogue"] = May.View,
        ["GET /catalogue/people"] = May.View,
        ["POST /catalogue/people"] = May.View,
        ["GET /catalogue/people.csv"] = May.View,
        ["GET /catalogue/people.json"] = May.View,
        ["GET /catalogue/people/new"] = May.Lead,
        ["POST /catalogue/people/new"] = May.Lead,
        ["GET /catalogue/people/{Number:int}"] = May.View,
        ["POST /catalogue/people/{Number:int}"] = May.View,
        ["GET /catalogue/people/{number:int}.json"] = May.View,
        ["GET /catalogue/people/{Number:int}/edit"] = May.Lead,
        ["POST /catalogue/people/{Number:int}/edit"] = May.Lead,
        ["GET /catalogue/services"] = May.View,
        ["POST /catalogue/services"] = May.View,
        ["GET /catalogue/services.csv"] = May.View,
        ["GET /catalogue/services.json"] = May.View,
        ["GET /catalogue/services/new"] = May.Lead,
        ["POST /catalogue/services/new"] = May.Lead,
        ["GET /catalogue/services/{Slug}"] = May.View,
        ["POST /catalogue/services/{Slug}"] = May.View,
        ["GET /catalogue/services/{slug}.json"] = May.View,
        ["GET /catalogue/services/{Slug}/edit"] = May.Lead,
        ["POST /catalogue/services/{Slug}/edit"] = May.Lead,
        ["GET /catalogue/teams"] = May.View,
        ["POST /catalogue/teams"] = May.View,
        ["GET /catalogue/teams.csv"] = May.View,
        ["GET /catalogue/teams.json"] = May.View,
        ["GET /catalogue/teams/new"] = May.Lead,
        ["POST /catalogue/teams/new"] = May.Lead,
        ["GET /catalogue/teams/{Slug}"] = May.View,
        ["POST /catalogue/teams/{Slug}"] = May.View,
        ["GET /catalogue/teams/{slug}.json"] = May.View,
        ["GET /catalogue/teams/{Slug}/edit"] = May.Lead,
        ["POST /catalogue/teams/{Slug}/edit"] = May.Lead,
        ["GET /checks/{CheckId}"] = May.View,
        ["POST /checks/{CheckId}"] = May.View,
        ["GET /commitments"] = May.View,
        ["POST /commitments"] = May.View,
        ["GET /commitments.csv"] = May.View,
        ["GET /commitments.json"] = May.View,
        ["GET /commitments/new"] = May.Contribute,
        ["POST /commitments/new"] = May.Contribute,
        ["GET /commitments/reliability"] = May.View,
        ["POST /commitments/reliability"] = May.View,
        ["GET /commitments/reliability.csv"] = May.View,
        ["GET /commitments/reliability.json"] = May.View,
        ["GET /commitments/{Number:int}"] = May.View,
        ["GET /commitments/{Number:int}/answer"] = May.Contribute,
        ["POST /commitments/{Number:int}/answer"] = May.Contribute,
        ["POST /commitments/{Number:int}"] = May.View,
        ["GET /commitments/{number:int}.json"] = May.View,
        ["GET /documents"] = May.View,
        ["POST /documents"] = May.View,
        ["GET /documents.csv"] = May.View,
        ["GET /documents.json"] = May.View,
        ["GET /documents/{Number:int}"] = May.View,
        ["POST /documents/{Number:int}"] = May.View,
        ["GET /documents/{number:int}.json"] = May.View,
        ["GET /feeds/{token}/summaries.atom"] = May.Everyone,
        ["GET /health/live"] = May.Everyone,
        ["GET /health/ready"] = May.Everyone,
        ["GET /jobs"] = May.View,
        ["POST /jobs"] = May.View,
        ["GET /jobs.csv"] = May.View,
        ["GET /jobs.json"] = May.View,
        ["GET /jobs/progress"] = May.View,
        ["POST /jobs/{id:guid}/again"] = May.Lead,
        ["POST /jobs/{id:guid}/stop"] = May.Administer,
        ["GET /measures"] = May.View,
        ["POST /measures"] = May.View,
        ["GET /measures.csv"] = May.View,
        ["GET /measures.json"] = May.View,
        ["GET /measures/{Slug}"] = May.View,
        ["POST /measures/{Slug}"] = May.View,
        ["GET /measures/{slug}.csv"] = May.View,
        ["GET /measures/{slug}.json"] = May.View,
        ["GET /measures/{slug}/annotations.csv"] = May.View,
        ["GET /measures/{slug}/annotations.json"] = May.View,
        ["POST /measures/{slug}/annotations/{id:guid}/removal"] = May.Contribute,
        ["GET /measures/{Slug}/source"] = May.Lead,
        ["POST /measures/{Slug}/source"] = May.Lead,
        ["GET /not-found"] = May.Everyone,
        ["POST /not-found"] = May.Everyone,
        ["GET /practices/communication"] = May.View,
        ["POST /practices/communication"] = May.View,
        ["GET /practices/communication.csv"] = May.View,
        ["GET /practices/communication.json"] = May.View,
        ["GET /practices/communication/new"] = May.Contribute,
        ["POST /practices/communication/new"] = May.Contribute,
        ["GET /practices/communication/{Number:int}"] = May.View,
        ["POST /practices/communication/{Number:int}"] = May.View,
        ["GET /practices/communication/{number:int}.json"] = May.View,
        ["GET /practices/communication/{number:int}.md"] = May.View,
        ["GET /practices/communication/{Number:int}/edit"] = May.Contribute,
        ["POST /practices/communication/{Number:int}/edit"] = May.Contribute,
        ["GET /practices/debt"] = May.View,
        ["POST /practices/debt"] = May.View,
        ["GET /practices/debt.csv"] = May.View,
        ["GET /practices/debt.json"] = May.View,
        ["GET /practices/debt/capacity"] = May.View,
        ["POST /practices/debt/capacity"] = May.View,
        ["GET /practices/debt/code"] = May.View,
        ["POST /practices/debt/code"] = May.View,
        ["GET /practices/debt/coupling"] = May.View,
        ["POST /practices/debt/coupling"] = May.View,
        ["GET /practices/debt/file"] = May.View,
        ["POST /practices/debt/file"] = May.View,
        ["GET /practices/debt/proposals"] = May.View,
        ["POST /practices/debt/proposals"] = May.View,
        ["GET /practices/debt/import"] = May.Contribute,
        ["POST /practices/debt/import"] = May.Contribute,
        ["GET /practices/debt/new"] = May.Contribute,
        ["POST /practices/debt/new"] = May.Contribute,
        ["GET /practices/debt/{Number:int}"] = May.View,
        ["POST /practices/debt/{Number:int}"] = May.View,
        ["GET /practices/debt/{number:int}.json"] = May.View,
        ["GET /practices/debt/{Number:int}/case"] = May.View,
        ["POST /practices/debt/{Number:int}/case"] = May.View,
        ["GET /practices/debt/{Number:int}/edit"] = May.Contribute,
        ["POST /practices/debt/{Number:int}/edit"] = May.Contribute,
        ["GET /practices/debt/{Number:int}/estimate"] = May.Contribute,
        ["POST /practices/debt/{Number:int}/estimate"] = May.Contribute,
        ["GET /practices/debt/{Number:int}/pay"] = May.Lead,
        ["POST /practices/debt/{Number:int}/pay"] = May.Lead,
        ["GET /practices/outcomes"] = May.View,
        ["POST /practices/outcomes"] = May.View,
        ["GET /practices/outcomes.csv"] = May.View,
        ["GET /practices/outcomes.json"] = May.View,
        ["GET /practices/outcomes/key-results.csv"] = May.View,
        ["GET /practices/outcomes/key-results.json"] = May.View,
        ["GET /practices/outcomes/objectives"] = May.View,
        ["POST /practices/outcomes/objectives"] = May.View,
        ["GET /practices/outcomes/objectives.csv"] = May.View,
        ["GET /practices/outcomes/objectives.json"] = May.View,
        ["GET /practices/outcomes/objectives/import"] = May.Lead,
        ["POST /practices/outcomes/objectives/import"] = May.Lead,
        ["GET /practices/outcomes/objectives/new"] = May.Lead,
        ["POST /practices/outcomes/objectives/new"] = May.Lead,
        ["GET /practices/outcomes/objectives/{Number:int}"] = May.View,
        ["POST /practices/outcomes/objectives/{Number:int}"] = May.View,
        ["GET /practices/outcomes/objectives/{number:int}.json"] = May.View,
        ["GET /practices/outcomes/objectives/{Number:int}/check-in"] = May.Contribute,
        ["POST /practices/outcomes/objectives/{Number:int}/check-in"] = May.Contribute,
        ["GET /practices/outcomes/objectives/{Number:int}/close"] = May.Lead,
        ["POST /practices/outcomes/objectives/{Number:int}/close"] = May.Lead,
        ["GET /practices/outcomes/objectives/{Number:int}/edit"] = May.Lead,
        ["POST /practices/outcomes/objectives/{Number:int}/edit"] = May.Lead,
        ["GET /practices/outcomes/ownership"] = May.View,
        ["POST /practices/outcomes/ownership"] = May.View,
        ["GET /practices/outcomes/ownership.csv"] = May.View,
        ["GET /practices/outcomes/ownership.json"] = May.View,
        ["GET /practices/outcomes/retirement"] = May.View,
        ["POST /practices/outcomes/retirement"] = May.View,
        ["GET /practices/outcomes/retirement.csv"] = May.View,
        ["GET /practices/outcomes/retirement.json"] = May.View,
        ["GET /practices/decisions.csv"] = May.View,
        ["GET /practices/decisions.json"] = May.View,
        ["GET /practices/decisions/{number:int}.json"] = May.View,
        ["GET /practices/decisions"] = May.View,
        ["POST /practices/decisions"] = May.View,
        ["GET /practices/decisions/new"] = May.Contribute,
        ["POST /practices/decisions/new"] = May.Contribute,
        ["GET /practices/decisions/{Number:int}"] = May.View,
        ["POST /practices/decisions/{Number:int}"] = May.View,
        ["GET /practices/decisions/{Number:int}/advice"] = May.View,
        ["POST /practices/decisions/{Number:int}/advice"] = May.View,
        ["GET /practices/decisions/{Number:int}/confirm"] = May.Contribute,
        ["POST /practices/decisions/{Number:int}/confirm"] = May.Contribute,
        ["GET /practices/decisions/{Number:int}/decide"] = May.View,
        ["POST /practices/decisions/{Number:int}/decide"] = May.View,
        ["GET /practices/decisions/{Number:int}/edit"] = May.Contribute,
        ["POST /practices/decisions/{Number:int}/edit"] = May.Contribute,
        ["GET /practices/decisions/{Number:int}/revisit"] = May.View,
        ["POST /practices/decisions/{Number:int}/revisit"] = May.View,
        ["GET /practices/decisions/{Number:int}/supersede"] = May.Contribute,
        ["POST /practices/decisions/{Number:int}/supersede"] = May.Contribute,
        ["GET /practices/decisions/{number:int}.md"] = May.View,
        ["GET /practices/decisions/records/{Document:int}"] = May.View,
        ["POST /practices/decisions/records/{Document:int}"] = May.View,
        ["GET /practices/decisions/{Number:int}/write-back"] = May.Lead,
        ["POST /practices/decisions/{Number:int}/write-back"] = May.Lead,
        ["GET /practices/decisions/{Number:int}/versions"] = May.View,
        ["POST /practices/decisions/{Number:int}/versions"] = May.View,
        ["GET /practices/{Id}"] = May.View,
        ["POST /practices/{Id}"] = May.View,
        ["GET /repositories"] = May.View,
        ["POST /repositories"] = May.View,
        ["GET /repositories.csv"] = May.View,
        ["GET /repositories.json"] = May.View,
        ["GET /repositories/add"] = May.View,
        ["GET /repositories/new"] = May.Lead,
        ["POST /repositories/new"] = May.Lead,
        ["GET /repositories/{Slug}"] = May.View,
        ["POST /repositories/{Slug}"] = May.View,
        ["GET /repositories/{slug}.json"] = May.View,
        ["GET /repositories/{Slug}/commits"] = May.View,
        ["POST /repositories/{Slug}/commits"] = May.View,
        ["GET /repositories/{slug}/commits.csv"] = May.View,
        ["GET /repositories/{slug}/commits.json"] = May.View,
        ["GET /repositories/{Slug}/commits/{Id}"] = May.View,
        ["POST /repositories/{Slug}/commits/{Id}"] = May.View,
        ["GET /repositories/{slug}/commits/{id}.json"] = May.View,
        ["GET /repositories/{Slug}/delete"] = May.Administer,
        ["POST /repositories/{Slug}/delete"] = May.Administer,
        ["GET /repositories/{Slug}/settings"] = May.Lead,
        ["POST /repositories/{Slug}/settings"] = May.Lead,
        ["GET /review"] = May.View,
        ["POST /review"] = May.View,
        ["GET /review.json"] = May.View,
        ["GET /review.md"] = May.View,
        ["POST /review/mark"] = May.Lead,
        ["GET /review/progress"] = May.View,
        ["GET /search"] = May.View,
        ["POST /search"] = May.View,
        ["GET /search.json"] = May.View,
        ["GET /review/sessions"] = May.View,
        ["POST /review/sessions"] = May.View,
        ["GET /review/sessions.csv"] = May.View,
        ["GET /review/sessions.json"] = May.View,
        ["GET /review/sessions/{Number:int}"] = May.View,
        ["POST /review/sessions/{Number:int}"] = May.View,
        ["GET /review/sessions/{number:int}.json"] = May.View,
        ["GET /review/sessions/{number:int}.md"] = May.View,
        ["GET /settings"] = May.Lead,
        ["POST /settings"] = May.Lead,
        ["GET /settings/connections"] = May.Administer,
        ["POST /settings/connections"] = May.Administer,
        ["GET /settings/connections.csv"] = May.Administer,
        ["GET /settings/connections.json"] = May.Administer,
        ["GET /settings/outbound"] = May.Administer,
        ["POST /settings/outbound"] = May.Administer,
        ["GET /settings/outbound.csv"] = May.Administer,
        ["GET /settings/outbound.json"] = May.Administer,
        ["POST /settings/outbound/{id:guid}/removal"] = May.Administer,
        ["GET /settings.csv"] = May.Lead,
        ["GET /settings.json"] = May.Lead,
        ["GET /settings/accounts"] = May.Administer,
        ["POST /settings/accounts"] = May.Administer,
        ["GET /settings/accounts/{Id:guid}"] = May.Administer,
        ["POST /settings/accounts/{Id:guid}"] = May.Administer,
        ["GET /settings/deliveries"] = May.Lead,
        ["POST /settings/deliveries"] = May.Lead,
        ["GET /settings/deliveries/channels/new"] = May.Administer,
        ["POST /settings/deliveries/channels/new"] = May.Administer,
        ["GET /settings/deliveries/channels/{Number:int}"] = May.Administer,
        ["POST /settings/deliveries/channels/{Number:int}"] = May.Administer,
        ["GET /settings/deliveries/log"] = May.Lead,
        ["POST /settings/deliveries/log"] = May.Lead,
        ["GET /settings/deliveries/log.csv"] = May.Lead,
        ["GET /settings/deliveries/log.json"] = May.Lead,
        ["GET /settings/deliveries/log/{Id:guid}"] = May.Lead,
        ["POST /settings/deliveries/log/{Id:guid}"] = May.Lead,
        ["GET /shared/{Token}"] = May.Everyone,
        ["POST /shared/{Token}"] = May.Everyone,
        ["GET /sign-in"] = May.Everyone,
        ["POST /sign-in"] = May.Everyone,
        ["GET /sign-in/once"] = May.Everyone,
        ["POST /sign-in/once"] = May.Everyone,
        ["POST /sign-out"] = May.Everyone,
        ["GET /timeline"] = May.View,
        ["POST /timeline"] = May.View,
        ["GET /timeline.csv"] = May.View,
        ["GET /timeline.json"] = May.View,
        ["GET /settings/sources"] = May.Lead,
        ["POST /settings/sources"] = May.Lead,
        ["GET /settings/sources.csv"] = May.Lead,
        ["GET /settings/sources.json"] = May.Lead,
        ["GET /settings/sources/{Slug}"] = May.Lead,
        ["POST /settings/sources/{Slug}"] = May.Lead,
        ["GET /settings/sources/{slug}/events.csv"] = May.Lead,
        ["GET /settings/sources/{slug}/events/{id:guid}.json"] = May.Administer,
        ["GET /settings/sources/{Slug}/coverage"] = May.Lead,
        ["POST /settings/sources/{Slug}/coverage"] = May.Lead,
        ["GET /settings/sources/{slug}/coverage.csv"] = May.Lead,
        ["GET /settings/sources/{slug}/coverage.json"] = May.Lead,
        ["GET /api/v1/sources/{slug}/coverage"] = May.Lead,
        ["GET /settings/sources/{Slug}/past"] = May.Lead,
        ["POST /settings/sources/{Slug}/past"] = May.Lead,
        ["GET /settings/sources/{slug}/past.csv"] = May.Lead,
        ["GET /settings/sources/{slug}/past.json"] = May.Lead,
        ["GET /api/v1/sources/{slug}/past/"] = May.Lead,
        ["POST /api/v1/sources/{slug}/past/"] = May.Administer,
        ["POST /api/v1/sources/{slug}/past/stop"] = May.Administer,
        ["POST /api/v1/sources/{slug}/past/resume"] = May.Administer,
        ["GET /settings/sources/rules"] = May.Lead,
        ["POST /settings/sources/rules"] = May.Lead,
        ["GET /settings/sources/rules.csv"] = May.Lead,
        ["GET /settings/sources/rules.json"] = May.Lead,
        ["GET /settings/sources/rules/open.csv"] = May.Lead,
        ["GET /settings/sources/rules/open.json"] = May.Lead,
        ["GET /settings/sources/rules/new"] = May.Administer,
        ["POST /settings/sources/rules/new"] = May.Administer,
        ["GET /settings/sources/rules/{Number:int}"] = May.Administer,
        ["POST /settings/sources/rules/{Number:int}"] = May.Administer,
        ["GET /api/v1/sources/rules/"] = May.Lead,
        ["POST /api/v1/sources/rules/"] = May.Administer,
        ["GET /api/v1/sources/rules/open"] = May.Lead,
        ["POST /api/v1/sources/rules/try"] = May.Administer,
        ["DELETE /api/v1/sources/rules/{number:int}"] = May.Administer,
        ["GET /api/v1/sources/"] = May.Lead,
        ["POST /api/v1/sources/"] = May.Administer,
        ["GET /api/v1/sources/{slug}/events"] = May.Lead,
        ["POST /hooks/{slug}"] = May.Everyone,
        ["GET /unsubscribe/{Token}"] = May.Everyone,
        ["POST /unsubscribe/{Token}"] = May.Everyone,
        ["POST /unsubscribe/{token}"] = May.Everyone,
        ["* {**path}"] = May.Everyone,
    };

    /// <summary>The framework adds these to a build that is not published; naming no policy, they are refused.</summary>
    private static readonly HashSet<string> OfTheFramework = new(StringComparer.Ordinal)
    {
        "/_framework/opaque-redirect",
        "{**path:file}",
    };

    private static readonly Dictionary<string, Role> Needs = new(StringComparer.Ordinal)
    {
        [May.Everyone] = Role.None,
        [May.View] = Role.Viewer,
        [May.Contribute] = Role.Member,
        [May.Lead] = Role.Leader,
        [May.Administer] = Role.Administrator,
    };

    [Theory, OnBothDatabases]
    public async Task Every_route_names_the_policy_that_is_expected(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var found = Routes(server).ConvertAll(route => $"{route.Key} → {route.Policy ?? "no policy"}");
        var expected = Expected.Select(row => $"{row.Key} → {row.Value}").ToList();

        found.Except(expected).ShouldBeEmpty("routes that nobody decided on: name a policy and add them to the table");
        expected.Except(found).ShouldBeEmpty("routes of the table that do not exist");
    }

    [Theory, OnBothDatabases]
    public async Task Every_route_opens_to_those_who_may_and_to_nobody_else(Engine engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var callers = await CallersAsync(server);
        var wrong = new List<string>();

        foreach (
            var route in Routes(server).Where(route => route.Policy is not null && Needs.ContainsKey(route.Policy))
        )
        {
            foreach (var caller in callers)
            {
                using var request = new HttpRequestMessage(route.Method, route.Path);
                if (route is { IsApi: true, IsWrite: true })
                    request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                using var response = await caller.Client.SendAsync(request);
                var (expected, outcome) = (ExpectedOutcome(route, caller), Outcome(response));
                if (outcome != expected)
                    wrong.Add(
                        $"{route.Key} as {caller.Name}: {expected} expected, {outcome} found ({(int)response.StatusCode})"
                    );
                if (!HasStrictPolicy(response))
                    wrong.Add($"{route.Key} as {caller.Name}: no strict Content-Security-Policy");
            }
        }

        if (wrong.Count > 0)
            Assert.Fail(string.Join('\n', wrong));
    }

    private static async Task<List<Caller>> CallersAsync(TestServer server)
    {
        var callers = new List<Caller>
        {
            new("nobody", Role.None, null, server.Browse().Client),
            new(
                "a reading token",
                Role.Administrator,
                TokenScope.Read,
                await server.CallAsAsync(Role.Administrator, TokenScope.Read)
            ),
            new(
                "a writing token",
                Role.Administrator,
                TokenScope.Write,
                await server.CallAsAsync(Role.Administrator, TokenScope.Write)
            ),
            new(
                "a viewer's writing token",
                Role.Viewer,
                TokenScope.Write,
                await server.CallAsAsync(Role.Viewer, TokenScope.Write)
            ),
        };
        foreach (var role in Enum.GetValues<Role>())
            callers.Add(new($"an account with role {role}", role, null, (await server.BrowseAsAsync(role)).Client));
        return callers;
    }

    private static string ExpectedOutcome(Route route, Caller caller)
    {
        var needs = Needs[route.Policy!];
        if (needs > Role.None && caller.Name == "nobody")
            return route.IsApi || route.IsWrite ? "sign in" : "to the sign-in page";
        if (needs > caller.Role)
            return "not allowed";
        // Tools send to a hook; their signature is all the proof there is.
        if (!route.IsWrite || route.Key is "POST /hooks/{slug}" or "POST /hooks/chat/{slug}")
            return "opens";
        // Forms need their token, the API a bearer token with the scope.
        return (route.IsApi, caller.Scope) switch
        {
            (true, TokenScope.Write) => "opens",
            (true, TokenScope.Read) => "not allowed",
            (true, null) => caller.Name == "nobody" ? "opens" : "not allowed",
            (false, not null) when needs > Role.None => "not allowed",
            _ => "form refused",
        };
    }

    private static string Outcome(HttpResponseMessage response) =>
        response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => "sign in",
            HttpStatusCode.Forbidden => "not allowed",
            HttpStatusCode.Redirect
                when response.Headers.Location!.ToString().Contains("/sign-in?return=", StringComparison.Ordinal) =>
                "to the sign-in page",
            HttpStatusCode.BadRequest when response.Content.Headers.ContentType?.MediaType == "text/html" =>
                "form refused",
            >= HttpStatusCode.InternalServerError => "fails",
            _ => "opens",
        };

    private static bool HasStrictPolicy(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Content-Security-Policy", out var policies)
        && policies.All(policy =>
            policy.StartsWith("default-src 'none';", StringComparison.Ordinal)
            && !policy.Contains("unsafe", StringComparison.Ordinal)
        );

    private static List<Route> Routes(TestServer server) =>
        [
            .. server
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                .Where(endpoint => !OfTheFramework.Contains(endpoint.RoutePattern.RawText!))
                .SelectMany(endpoint =>
                    (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
                        .DefaultIfEmpty("*")
                        .Select(method => new Route(
                            method,
                            endpoint.RoutePattern.RawText!,
                            endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>() is [.., var last]
                                ? last.Policy
                                : null
                        ))
                )
                .OrderBy(route => route.Key, StringComparer.Ordinal),
        ];

    private sealed record Caller(string Name, Role Role, TokenScope? Scope, HttpClient Client);

    private sealed partial record Route(string Verb, string Pattern, string? Policy)
    {
        public string Key => $"{Verb} {Pattern}";

        public HttpMethod Method => Verb == "*" ? HttpMethod.Get : HttpMethod.Parse(Verb);

        public bool IsWrite => Verb is not ("*" or "GET" or "HEAD");

        public bool IsApi => Path.StartsWith("/api", StringComparison.Ordinal);

        public string Path { get; } = "/" + Parameter().Replace(Pattern, match => Value(match.Value)).TrimStart('/');

        private static string Value(string parameter) =>
            parameter.Contains(":guid", StringComparison.Ordinal) ? "019a0000-0000-7000-8000-000000000000"
            : parameter.Contains(":int", StringComparison.Ordinal)
            || parameter.Contains(":long", StringComparison.Ordinal)
                ? "1"
            : parameter.Contains("documentName", StringComparison.Ordinal) ? "v1"
            : "nothing-here";

        [GeneratedRegex(@"\{[^}]*\}")]
        private static partial Regex Parameter();
    }
}
