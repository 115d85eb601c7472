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
        page.Line($"<table><thead><tr><th>Party</th><th>Stands to us</th><th>Powers</th></tr></thead><tbody>");
        foreach (var (index, party) in product.Parties.Index())
        {
            var powers = product.Authorities.Where(a => ReferenceEquals(a.Of, party)).ToList();
            page.Line($"<tr><th scope=\"row\"><i class=\"swatch p{index % Diagrams.MapStyle.PartyColours}\"></i>{Prose.Title(party)} <code>{party.Name}</code></th><td>{Role(party.Role)}</td><td>{Powers(powers)}</td></tr>");
        }

        page.Line($"</tbody></table>");
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
        page.Line($"<table><thead><tr><th>Account</th><th>Of</th><th>Rule</th></tr></thead><tbody>");
        foreach (var account in product.Accounts)
        {
            var rule = (account.EndsEmpty, account.MayGoNegative) switch
            {
                (true, true) => "counted for each case, zero when it ends; may be overdrawn",
                (true, false) => "counted for each case, zero when it ends",
                (false, true) => "may be overdrawn",
                _ => "never negative",
            };
            page.Line($"<tr><th scope=\"row\">{DocumentContext.Account(account)}</th><td>{Prose.Title(account.Party)}</td><td>{rule}</td></tr>");
        }

        page.Line($"</tbody></table>");
    }
}
