using System.CommandLine;

namespace Onus.Cli.Ledger;

/// <summary>How much a question shows, and where it goes on.</summary>
internal static class PagingOptions
{
    public static Option<int> Limit()
    {
        var limit = new Option<int>("--limit") { Description = "The most lines; 20 unless it is named.", DefaultValueFactory = _ => 20, HelpName = "N" };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 10_000) result.AddError("--limit is 1 to 10,000.");
        });
        return limit;
    }

    public static Option<string?> After() => new("--after") { Description = "Go on where the page before ended: what it printed last.", HelpName = "CURSOR" };
}
