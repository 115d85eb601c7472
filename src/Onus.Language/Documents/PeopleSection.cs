using Onus.Language.Binding;

namespace Onus.Language.Documents;

/// <summary>The parties, the powers that they hold, and the accounts.</summary>
internal static class PeopleSection
{
    public static void Write(Markup page, DocumentContext context)
    {
        var product = context.Product;
        page.Line($"<section id=\"people\">");
        page.Line($"<h2>Who is who</h2>");
        page.BeginTable("", "Party", "Stands to us", "Powers");
        foreach (var (index, party) in product.Parties.Index())
        {
            var powers = product.Authorities.Where(a => ReferenceEquals(a.Of, party)).ToList();
            var colour = index % Diagrams.MapStyle.PartyColours;
            page.Row(
                Markup.Of($"<i class=\"swatch p{colour}\"></i>{DocumentContext.Named(party)}"),
                Markup.Of($"{Role(party.Role)}"),
                Powers(powers));
        }

        page.EndTable();
        Accounts(page, product);
        page.Line($"</section>");
    }

    private static Markup Powers(List<BoundAuthority> powers)
    {
        var text = new Markup();
        if (powers.Count == 0) return text.Add($"<span class=\"none\">none</span>");
        text.Raw("<ul class=\"plain\">");
        foreach (var power in powers)
        {
            text.Add($"<li>{Prose.Title(power)}");
            if (Prose.Quorum(power) is { } quorum) text.Add($": <em>{quorum}</em>");
            text.Raw("</li>");
        }

        return text.Raw("</ul>");
    }

    private static string Role(PartyRole role) => role switch
    {
        PartyRole.Us => "ourselves",
        PartyRole.Consumer => "a protected consumer, named when a case opens",
        PartyRole.Independent => "independent of us, named when the product is enacted",
        _ => "named when a case opens",
    };

    private static void Accounts(Markup page, BoundProduct product)
    {
        if (product.Accounts.IsEmpty) return;
        page.Line($"<h3>Accounts</h3>");
        page.BeginTable("", "Account", "Of", "Rule");
        foreach (var account in product.Accounts)
        {
            var rule = (account.EndsEmpty, account.MayGoNegative) switch
            {
                (true, true) => "counted for each case, zero when it ends; may be overdrawn",
                (true, false) => "counted for each case, zero when it ends",
                (false, true) => "may be overdrawn",
                _ => "never negative",
            };
            var of = Markup.Of($"{Prose.Title(account.Party)}");
            page.Row(DocumentContext.Account(account), of, Markup.Of($"{rule}"));
        }

        page.EndTable();
    }
}
