using System.CommandLine;
using Onus.Language;
using Onus.Language.Syntax;

namespace Onus.Cli.Language;

/// <summary><c>onus new</c>: starts a product that checks clean and can be changed from there.</summary>
internal static class NewCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The product's name, lower-case words joined by hyphens; a folder may stand before it." };
        var title = new Option<string?>("--title") { Description = "What the product is, for its readers.", HelpName = "TEXT" };
        var command = new Command("new", "Start a product in a file of its own, small and without faults.") { name, title };
        command.SetAction(parsed =>
        {
            var path = Write(parsed.GetValue(name)!, parsed.GetValue(title));
            parsed.Output().WriteLine($"{path}: written; next: 'onus check {path}', 'onus doc {path} -o page.html'");
            return ExitCode.Done;
        });
        return command;
    }

    private static string Write(string name, string? title)
    {
        var path = name + ".onus";
        var bare = Path.GetFileName(name);
        var text = Template.Replace("NAME", bare, StringComparison.Ordinal)
            .Replace("TITLE", (title ?? bare).Replace("\"", "\"\"", StringComparison.Ordinal), StringComparison.Ordinal);
        var result = ProductCheck.Check(SourceText.FromString(path, text), new CheckOptions());
        if (!result.Succeeded) throw new Refusal($"'{bare}' cannot name a product: {result.Diagnostics[0].Title}");
        if (File.Exists(path)) throw new Refusal($"'{path}' is there already; remove it or choose another name");
        File.WriteAllText(path, text);
        return path;
    }

    private const string Template = """
        product NAME "TITLE"
          version       1

        perimeter
          jurisdiction  EU
          currency      EUR
          time zone     "Europe/Berlin"

        -- What the law says stands in rules, with a citation; what we chose ourselves stands in policies.
        policy house-rules "Our own limits"
          decided by    head-of-claims
          review by     2028-12-31
          sets          small-line = EUR 50, answer-time = 5 days, decision-time = 10 days

        party customer "Customer"  is consumer
        party firm     "The firm"  is us

        authority claims-desk    of firm
        authority head-of-claims of firm
        authority claims-pair    of firm  is 2 of claims-desk, head-of-claims

        facts
          claim  money EUR

        stake claim

        account customer/bank "The customer's bank"
        account firm/claims   "What we pay claims from"

        legal open   "The customer claims an amount. Nothing has been found."
        legal closed "Nothing more can happen in this case."

        funds untouched "Nothing has moved."

        state claimed "Claim received"
          starts
          opened by     customer
          legal         open
          funds         untouched
          owner         claims-desk
          liable        firm for all
          at most       answer-time, then pass-on

        state with-head "With the head of claims"
          legal         open
          funds         untouched
          owner         head-of-claims
          liable        firm for all
          at most       decision-time, then owe

        state paid "Paid"                  final  legal closed  funds untouched
        state owed "Owed to the customer"  final  legal closed  funds untouched

        step pay-small "A small claim"
          from          claimed
          to            paid
          decided by    rule
          when          claim is at most small-line
          because       house-rules
          posts         all from firm/claims to customer/bank
          discharges    firm for all
          if unfunded, then pass-on
          tells         customer within 1 day

        step pay "The claim is right"
          from          claimed, with-head
          to            paid
          decided by    claims-pair
          posts         all from firm/claims to customer/bank
          discharges    firm for all
          tells         customer within 1 day

        -- Silence is designed: every open state says what happens when nobody acts.
        step pass-on "Nobody has answered, or the money is not there"
          from          claimed
          to            with-head
          decided by    clock

        step owe "Nobody has decided: we owe it"
          from          with-head
          to            owed
          decided by    clock
          leaves        all with firm
          tells         customer within 1 day

        example "A small claim is paid at once"
          given         claim is EUR 20.00
          do            pay-small
          expect        state paid

        """;
}
