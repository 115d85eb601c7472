using Onus.Cases;
using Onus.Cases.Explaining;
using Onus.Client.Contracts;
using Onus.Engine.Vault;
using Onus.Language.Compiled;
using Onus.Server.Cases;

namespace Onus.Server.Views;

/// <summary>Cases as the API shows them to one caller.</summary>
internal sealed class CaseViews(Node node, ActorNames names)
{
    /// <summary>A case as a row of a list.</summary>
    public CaseRow Row(CaseLine line, Sight sight)
    {
        var product = line.Product.Product;
        var state = product.States[line.State];
        var currency = line.Currency;
        var due = sight.SeesWhy(line) ? line.Due : null;
        return new CaseRow(
            line.Opened, line.Number, product.Name, product.Version, product.Title, state.Name, state.Title,
            product.Stake is null ? null : Amounts.Text(line.Stake, currency.MinorDigits), product.Stake is null ? null : currency.Code,
            [.. Liable(line)], line.OpenedAt, line.ClosedAt, due?.At, due is { } next ? product.Steps[next.Step].Title : null, line.Head,
            node.Claims.Of(line.Opened) is { } claim ? new ClaimView(claim.Actor, names.Of(claim.Actor), claim.Until) : null);
    }

    /// <summary>A case with all that the caller may see of it.</summary>
    public CaseDetail Detail(CaseLine line, CaseFile file, CaseSecrets secrets, Sight sight)
    {
        var product = line.Product.Product;
        var words = new ProductWords(product);
        return new CaseDetail(Row(line, sight))
        {
            Parties = [.. product.Parties.Select((party, place) => new CaseParty(
                party.Name, party.Title, line.Parties[place], names.Of(line.Parties[place])))],
            Accounts = [.. product.Accounts.Select((account, place) => new CaseAccount(
                account.Name, file.AccountIds[place], node.Names.Of(file.AccountIds[place]), Held(file.Summary.Held[place], words)))],
            Facts = [.. Facts(file, secrets, sight, words)],
            Evidence = [.. file.Kept.Where(kept => kept.Kind == Onus.Cases.Keeping.KeptKind.Evidence && !secrets.Hides(kept.Name.Entry))
                .Select(kept => Evidence(kept, file, sight, product))],
            Questions = [.. file.Summary.Requests.Select(asked => Question(asked, words))],
            Approvals = [.. file.Approvals.Where(a => Secrecy.Of(product, product.Steps[a.Approval.Step].Name) is not { } secret || sight.IsNamed(secret, line.Parties))
                .Select(a => new CaseApproval(
                    a.Approval.Entry, product.Steps[a.Approval.Step].Name, a.Approval.Actor, names.Of(a.Approval.Actor),
                    words.Authority(a.Approval.Authority), line.Head, a.Counts))],
            Next = sight.SeesWhy(line) ? [.. file.Next] : [],
            Duties = [.. file.Duties.Where(duty => !secrets.Hides(duty.Entry))],
        };
    }

    private IEnumerable<LiabilityView> Liable(CaseLine line)
    {
        var product = line.Product.Product;
        if (product.Stake is null)
        {
            if (!line.IsOpen) yield break;
            foreach (var bearer in product.States[line.State].Liable)
                yield return new LiabilityView(product.Parties[bearer.Party].Name, line.Parties[bearer.Party], names.Of(line.Parties[bearer.Party]), "0");
            yield break;
        }

        for (var party = 0; party < line.Liability.Length; party++)
        {
            if (line.Liability[party] == 0) continue;
            yield return new LiabilityView(
                product.Parties[party].Name, line.Parties[party], names.Of(line.Parties[party]),
                Amounts.Text(line.Liability[party], line.Currency.MinorDigits));
        }
    }

    private static string Held(Int128 minor, ProductWords words)
    {
        var digits = Onus.Cases.Runtime.CaseTables.CurrencyOf(words.Product).MinorDigits;
        return (minor < 0 ? "-" : "") + Amounts.Text((UInt128)Int128.Abs(minor), digits);
    }

    private IEnumerable<CaseFact> Facts(CaseFile file, CaseSecrets secrets, Sight sight, ProductWords words)
    {
        var product = words.Product;
        for (var place = 0; place < product.Facts.Length; place++)
        {
            if (file.Summary.Facts[place] is not { } value || secrets.HidesFact(place)) continue;
            var fact = product.Facts[place];
            var shown = fact.Personal ? Personal(file, sight, words, place, value) : words.Value(place, value);
            yield return new CaseFact(fact.Name, fact.Name.Replace('-', ' '), shown);
        }
    }

    /// <summary>The plain value from the vault for those who may see it; else the cell, and that it is destroyed where it is.</summary>
    private string Personal(CaseFile file, Sight sight, ProductWords words, int place, Int128 cell)
    {
        var fact = words.Product.Facts[place];
        var kept = file.Kept.LastOrDefault(k => k.Kind == Onus.Cases.Keeping.KeptKind.Fact && k.What == fact.Name);
        if (kept is null || kept.Order is not null || !sight.SeesPersonal(words.Product, fact, file.Summary.Parties)) return words.Cell(place, cell);
        var reading = node.Vault.Get(kept.Name.Commitment);
        return reading is { Outcome: VaultOutcome.Read, IsFact: true } ? words.Value(place, reading.Value) : words.Cell(place, cell);
    }

    private static CaseEvidence Evidence(Onus.Cases.Keeping.KeptRecord kept, CaseFile file, Sight sight, Product product)
    {
        var kind = product.Evidence.FirstOrDefault(e => e.Name == kept.What);
        var standing = kept.IsDestroyed ? "Destroyed" : kept.Order is not null ? "Ordered" : file.IsOnHold ? "OnHold"
            : kept.IsRetentionOver || kept.IsPermitted ? "Destroyable" : "Kept";
        return new CaseEvidence(
            kept.Name.Commitment, kept.What, kind?.Title ?? kept.What, kept.Name.Entry, file.FilerOf(kept.Name.Entry), kept.KeepUntil, standing,
            kept.Order is null && kind is not null && sight.SeesEvidence(product, kind, file.Summary.Parties));
    }

    private static CaseQuestion Question(RequestSummary asked, ProductWords words)
    {
        var step = words.Product.Steps[asked.Step];
        var by = step.Decider.By is { } who ? (who.IsParty ? [words.Who(who)]
            : words.Product.Authorities[who.Index].Members is { IsEmpty: false } members ? [.. members.Select(words.Authority)] : [words.Who(who)])
            : Array.Empty<string>();
        return new CaseQuestion(asked.Entry, step.Name, step.Title, asked.Due, NextWords.Silence(words, step.Answer!), by);
    }
}
