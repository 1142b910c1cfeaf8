namespace Binnacle.Demo;

/// <summary>The two postmortems that were written here and not in a repository.</summary>
internal static class IncidentTexts
{
    public const string Empty = """
        ## Summary

        Search answered with no results for 102 minutes after the weekly reindex. A shop told support before any alert fired.

        ## Impact

        About 31,000 searches found nothing. Orders that begin with a search fell to a third.

        ## Timeline

        - The reindex ends and the alias moves to the new index
        - A client change that expects the old field names reaches two of three nodes
        - Support asks in the channel whether search is down
        - The alias is moved back
        - Results are complete

        ## Contributing conditions

        - The reindex and a client change that reads its fields were deployed at once, from two pipelines that do not know of each other
        - The alias moves as soon as the last document is written, whether the new index answers or not
        - The alert looks at errors; an empty result is a success

        ## What went well

        The old index was still there, so that going back took one command.

        ## Where we got lucky

        It was an ordinary morning. On the evening of a campaign ten times as many people search.

        ## What surprised us

        That an empty answer is the fastest one: every graph of latency looked better than before.

        ## Detection

        Customers told us. The number of results was measured nowhere.

        ## Actions

        See the page of the incident.
        """;

    public const string Portugal = """
        ## Summary

        Checkout refused every order from Portugal for two and a half hours, after a release turned on a tax rule that only Portugal has. Customers told us first.

        ## Impact

        412 baskets were left at the last step; 260 of their owners came back on the same day.

        ## Timeline

        - The release goes out, with the flag on in Portugal alone
        - Orders from Portugal are refused
        - The first complaint reaches support
        - The two cases are seen to have the market in common
        - The flag is turned off

        ## Contributing conditions

        - The flag was on in one market, and the tests run with the flags of another
        - The error rate is looked at over all markets, where Portugal is one request in fifty
        - Support's form does not ask for the market

        ## What went well

        Turning off a flag takes a minute, and everybody on the call knew how.

        ## Where we got lucky

        Spain was to follow on the next morning.

        ## What surprised us

        The alert would have needed every order from Portugal to fail eleven times over to fire.

        ## Detection

        A customer. An error rate by market would have told within five minutes.

        ## Actions

        See the page of the incident.
        """;
}
