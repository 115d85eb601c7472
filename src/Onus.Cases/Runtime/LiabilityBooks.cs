using System.Security.Cryptography;
using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases.Runtime;

/// <summary>Responsibility as balances: for each currency a book in which claims is owed by the parties of cases.</summary>
/// <remarks>Opening a case debits claims and credits whoever is liable; a shift moves it between parties; paying or leaving
/// it where it fell credits claims. A party has one account for each product, so that its exposure by product is a balance
/// with a history and a proof. Books and accounts open themselves, by entries of the node's own, when first needed.</remarks>
internal sealed class LiabilityBooks(LedgerState ledger)
{
    private const ushort ClaimsCode = 1, PartyCode = 2;

    // Looked up, never walked. The ledger's own tables are the truth; this spares hashing the names again.
    private readonly Dictionary<(Currency, string, ulong), ulong> _opened = [];

    /// <summary>The account of a party under a product; 0 where it has never been liable there.</summary>
    public ulong Find(Currency currency, string product, ulong actor)
    {
        if (_opened.TryGetValue((currency, product, actor), out var opened)) return opened;
        var name = product.Length == 0 ? ClaimsName(currency) : PartyName(currency, product, actor);
        if (!ledger.TryGetAccount(IdOf(name), out var account)) return 0;
        _opened.Add((currency, product, actor), account.Opened);
        return account.Opened;
    }

    /// <summary>The claims account of a currency; 0 where no case ever had a stake in it.</summary>
    public ulong FindClaims(Currency currency) => Find(currency, "", 0);

    /// <summary>What claims is owed: the sum of all parties' liabilities.</summary>
    public UInt128 Owed(Currency currency)
    {
        var opened = FindClaims(currency);
        if (opened == 0) return 0;
        Invariant.Holds(ledger.TryGetAccount(opened, out var claims));
        return claims.Balances.DebitsPosted - claims.Balances.CreditsPosted;
    }

    /// <summary>The account of a party, opened now if need be.</summary>
    public ulong Open(Currency currency, string product, ulong actor, Id128 token, LogTime clock, EntryBatch batch)
    {
        var opened = Find(currency, product, actor);
        return opened != 0 ? opened : OpenAccount(
            currency, PartyName(currency, product, actor), token, PartyCode, debitLimit: 0, creditLimit: null, clock, batch);
    }

    /// <summary>The claims account of a currency, opened now if need be.</summary>
    public ulong OpenClaims(Currency currency, LogTime clock, EntryBatch batch)
    {
        var opened = FindClaims(currency);
        return opened != 0 ? opened : OpenAccount(
            currency, ClaimsName(currency), Id128.None, ClaimsCode, debitLimit: null, creditLimit: 0, clock, batch);
    }

    private ulong OpenAccount(
        Currency currency, string name, Id128 party, ushort code, UInt128? debitLimit, UInt128? creditLimit, LogTime clock, EntryBatch batch)
    {
        var book = OpenBook(currency, clock, batch);
        var entry = new AccountOpened(
            Front(EntryKind.AccountOpened, clock, batch), IdOf(name), book, party, code, debitLimit, creditLimit, 0, 0, 0);
        batch.Add(entry.Write, entry.Envelope.Time);
        ledger.Admit(entry);
        return entry.Envelope.Index;
    }

    private ulong OpenBook(Currency currency, LogTime clock, EntryBatch batch)
    {
        var id = IdOf($"onus/liability/{currency.Code}");
        if (ledger.TryGetBook(id, out var book)) return book.Opened;
        var entry = new BookOpened(
            Front(EntryKind.BookOpened, clock, batch), id, currency.Code, (byte)currency.MinorDigits, BookPurpose.Liability);
        batch.Add(entry.Write, entry.Envelope.Time);
        ledger.Admit(entry);
        return entry.Envelope.Index;
    }

    private static EntryEnvelope Front(EntryKind kind, LogTime clock, EntryBatch batch) =>
        new(kind, batch.NextIndex, batch.TimeFor(clock), Id128.None, Id128.None, 0, []);

    private static string ClaimsName(Currency currency) => $"onus/liability/{currency.Code}/claims";

    private static string PartyName(Currency currency, string product, ulong actor) =>
        $"onus/liability/{currency.Code}/{product}/{actor}";

    /// <summary>An id that only this name has: no client can be given it by chance.</summary>
    private static Id128 IdOf(string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return Id128.Read(hash);
    }
}
