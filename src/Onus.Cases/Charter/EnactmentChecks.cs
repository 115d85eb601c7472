using System.Collections.Immutable;
using Onus.Cases.Runtime;
using Onus.Cases.Windows;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Whether a product can be enacted: its texts are in the log and belong together, it is a newer version, its
/// calendar is known, and what is bound at enactment is bound to what fits.</summary>
/// <remarks>That the compiled form is what the compiler makes of the source is not checked here: whoever proposes and seconds
/// compiles it, and any auditor can. A later compiler must not decide an old entry otherwise.</remarks>
internal sealed class EnactmentChecks(Charter charter, LedgerState ledger)
{
    private const int FirstYear = 1970, LastYear = 2500;

    public CharterOutcome Check(EnactProduct act, out long about)
    {
        about = -1;
        var texts = charter.Products.Texts;
        if (!texts.Has(act.Source) || !texts.TryRead(act.Compiled, out var bytes)) return CharterOutcome.TextNotFound;
        if (ProductCodec.TryDecode(bytes, out _) is not { } product || !IsSound(product)) return CharterOutcome.ProductMalformed;
        if (product.Source != act.Source) return CharterOutcome.SourceDiffers;
        if (charter.Products.VersionsOf(product.Name) is [.., var latest] && latest.Product.Version >= product.Version)
            return CharterOutcome.VersionNotHigher;
        if (charter.Products.Calendars.Of(product.Perimeter) is null) return CharterOutcome.CalendarUnknown;
        if (act.Parties.Length != product.Parties.Length || act.Accounts.Length != product.Accounts.Length) return CharterOutcome.OutOfShape;
        var outcome = CheckParties(product, act.Parties, out about);
        if (outcome == CharterOutcome.Accepted) outcome = CheckAccounts(product, act, out about);
        return outcome == CharterOutcome.Accepted ? CheckOpened(product, out about) : outcome;
    }

    private static bool IsSound(Product product) =>
        product.Name.Length is > 0 and <= CharterAct.MaxName && product.InEffect is null or { Year: >= FirstYear and <= LastYear };

    private CharterOutcome CheckParties(Product product, ImmutableArray<ulong> parties, out long about)
    {
        for (var i = 0; i < parties.Length; i++)
        {
            about = i;
            var bound = product.Parties[i].Kind is PartyKind.Us or PartyKind.Independent;
            if (bound ? !charter.Registry.TryGetActor(parties[i], out _) : parties[i] != 0) return CharterOutcome.PartyMisbound;
            if (bound && parties.IndexOf(parties[i]) < i) return CharterOutcome.PartyMisbound;
        }

        about = -1;
        return CharterOutcome.Accepted;
    }

    private CharterOutcome CheckAccounts(Product product, EnactProduct act, out long about)
    {
        var accounts = act.Accounts;
        for (var i = 0; i < accounts.Length; i++)
        {
            about = i;
            if (product.Parties[product.Accounts[i].Party].Kind != PartyKind.Us)
            {
                if (accounts[i] != 0) return CharterOutcome.AccountMisbound;
                continue;
            }

            if (!ledger.TryGetAccount(accounts[i], out var account) || account.IsClosed || accounts.IndexOf(accounts[i]) < i)
                return CharterOutcome.AccountMisbound;
            Invariant.Holds(charter.Registry.TryGetActor(act.Parties[product.Accounts[i].Party], out var owner));
            if (account.Party != owner.Token) return CharterOutcome.AccountMisbound;
            Invariant.Holds(ledger.TryGetBook(account.Book, out var book));
            if (book.Purpose != BookPurpose.Money || !IsOfProduct(product, book.Unit)) return CharterOutcome.AccountMisbound;
            if (!product.Accounts[i].MayGoNegative && account.DebitLimit != UInt128.Zero) return CharterOutcome.AccountMayGoNegative;
        }

        about = -1;
        return CharterOutcome.Accepted;
    }

    private static bool IsOfProduct(Product product, string unit) => product.Stake is { } stake
        ? product.Facts[stake].Currency.Code == unit
        : product.Perimeter.Currencies.Any(currency => currency.Code == unit);

    /// <summary>Whether what it opens can be opened: enacted, and bound by parties, accounts and facts of equal name (LANGUAGE,
    /// "opens"). A rule or a clock that opens what cannot be bound would leave nobody to go on.</summary>
    private CharterOutcome CheckOpened(Product product, out long about)
    {
        about = -1;
        var opened = product.Steps.Select(step => step.Opens).Concat(product.Caps.SelectMany(cap => cap.Opens.Select(opening => opening.Product))).OfType<string>();
        return opened.All(name => name == product.Name || (charter.Products.VersionsOf(name) is [.., var latest] && CanBind(product, latest)))
            ? CharterOutcome.Accepted
            : CharterOutcome.OpenedProductNotFound;
    }

    private static bool CanBind(Product product, EnactedProduct opened)
    {
        var target = opened.Product;
        for (var i = 0; i < target.Parties.Length; i++)
            if (opened.Parties[i] == 0 && MigrationLaw.PartyOf(product, target.Parties[i].Name) < 0) return false;
        for (var i = 0; i < target.Accounts.Length; i++)
            if (opened.Accounts[i] == 0 && MigrationLaw.AccountOf(product, target, i) < 0) return false;
        var needed = new ProductShape(target, new KeptValues()).NeededAtOpening;
        for (var i = 0; i < target.Facts.Length; i++)
            if (needed[i] && !product.Facts.Any(f => f.Name == target.Facts[i].Name && f.Kind == target.Facts[i].Kind && f.Kept is null)) return false;
        return true;
    }
}
