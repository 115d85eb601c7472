using System.Collections.Immutable;
using System.Security.Cryptography;
using Onus.Cases.Stories;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;
using Onus.Testing.Cases;

namespace Onus.Cases.Tests.Model;

/// <summary>The runtime with one product enacted, its people registered and its accounts open and filled; the same is told to
/// plain cases.</summary>
internal sealed class ComparedNode : IDisposable
{
    private readonly Dictionary<ulong, Id128> _tokens = [];
    private readonly Dictionary<ulong, ulong> _keys = [];
    private readonly Dictionary<(ulong Actor, string Authority), ulong> _grants = [];
    private readonly Id128 _book;
    private readonly ulong _bank;
    private ulong _numbers = 1_000;

    public ComparedNode(Product product, CivilCalendar calendar, byte[]? calendarFile, LogTime start, Random random, Product? plainly = null)
    {
        Product = product;
        Node = new MemoryNode(new CaseOptions("compared", StoryPen.Instance, StoryPen.Instance), start);
        _book = Number();
        var currency = product.Perimeter.Currencies[0];
        Node.Run((now, batch) => Node.Ledger.Execute(
            new OpenBook(Node.Head(0), _book, currency.Code, (byte)currency.MinorDigits, BookPurpose.Money), now, batch));
        _bank = OpenAccount(Id128.None, mayGoNegative: true);
        Cast = new CaseCast(product, () => Register(ActorKind.Person),
            (place, owner) => OpenAccount(_tokens[owner], product.Accounts[place].MayGoNegative));
        var enacted = Enact(calendarFile);
        Plain.Enact(new PlainProduct(enacted, plainly ?? product, calendar, start, Cast.FixedParties, Cast.FixedAccounts));
        foreach (var (actor, authority) in Cast.Grants) Grant(actor, authority, true);
        foreach (var (account, _, _) in Cast.Accounts) Fill(account, random.Next(600_000));
    }

    public Product Product { get; }

    public MemoryNode Node { get; }

    public PlainCases Plain { get; } = new();

    public CaseCast Cast { get; }

    /// <summary>Gives or takes an authority.</summary>
    public void Grant(ulong actor, string authority, bool held)
    {
        var entry = Node.Add(front => held
            ? new AuthorityGranted(
                front with { Kind = EntryKind.AuthorityGranted, Lineage = [Node.Cases.Registry.NextLink(actor)] }, actor, Product.Name, authority).Write
            : new AuthorityRevoked(
                front with { Kind = EntryKind.AuthorityRevoked, Lineage = [Node.Cases.Registry.NextLink(actor)] }, _grants[(actor, authority)]).Write);
        if (held) _grants[(actor, authority)] = entry;
        Plain.Grant(entry, Node.Now, actor, Product.Name, authority, held);
    }

    /// <summary>Lets the node be down until an instant.</summary>
    public void BeDownUntil(LogTime back)
    {
        var (entry, from) = (Node.Size, Node.Now);
        Node.Run((_, batch) =>
        {
            Node.Cases.EnterOutage(from, back, batch);
            return 0;
        });
        Plain.Resume(entry, back, from);
    }

    /// <summary>What a ledger account holds; negative where it is short.</summary>
    public Int128 Balance(ulong opened)
    {
        Invariant.Holds(Node.Ledger.TryGetAccount(opened, out var account));
        return (Int128)account.Balances.CreditsPosted - (Int128)account.Balances.DebitsPosted;
    }

    /// <summary>A signature that the node takes for the actor's.</summary>
    public ReadOnlyMemory<byte> Sign(ulong actor)
    {
        if (!_keys.TryGetValue(actor, out var key))
        {
            var publicKey = new byte[32];
            _tokens[actor].Write(publicKey);
            key = Node.Add(front => new KeyAdded(
                front with { Kind = EntryKind.KeyAdded, Lineage = [Node.Cases.Registry.NextLink(actor)] },
                actor, KeyAlgorithm.Ed25519, publicKey).Write);
            _keys.Add(actor, key);
        }

        return new DecisionSignature(key, new byte[64]).ToBytes();
    }

    public void Dispose() => Node.Dispose();

    private ulong Enact(byte[]? calendarFile)
    {
        var compiled = ProductCodec.Encode(Product);
        var chunks = Chunks(compiled);
        if (calendarFile is not null) Chunks(calendarFile);
        return Node.Add(front => new ProductEnacted(
            front with { Kind = EntryKind.ProductEnacted }, Product.Name, Product.Version, Product.Source,
            new Hash256(SHA256.HashData(compiled)), [], chunks, [.. Cast.FixedParties], [.. Cast.FixedAccounts], LogTime.Epoch).Write);
    }

    private ImmutableArray<ulong> Chunks(byte[] text)
    {
        var whole = new Hash256(SHA256.HashData(text));
        var chunks = ImmutableArray.CreateBuilder<ulong>();
        for (var start = 0; start < text.Length; start += TextBook.MaxPiece)
        {
            var piece = text.AsMemory(start, Math.Min(TextBook.MaxPiece, text.Length - start));
            chunks.Add(Node.Add(front => new ChunkEntry(front with { Kind = EntryKind.Chunk }, whole, chunks.Count, piece).Write));
        }

        return chunks.ToImmutable();
    }

    private void Fill(ulong opened, int amount)
    {
        if (amount == 0) return;
        var result = Node.Run((now, batch) =>
        {
            var results = new TransferResult[1];
            var command = new TransferCommand { Id = Node.Head(0).Id, Debit = IdOf(_bank), Credit = IdOf(opened), Amount = (UInt128)(uint)amount };
            Node.Ledger.Execute([command], now, batch, results);
            return results[0];
        });
        Invariant.Holds(result.Outcome == TransferOutcome.Accepted);
        Plain.Post(result.Index, result.Time, _bank, opened, amount);
    }

    private ulong Register(ActorKind kind)
    {
        var token = Number();
        var actor = Node.Add(front => new ActorRegistered(front with { Kind = EntryKind.ActorRegistered }, token, kind).Write);
        _tokens.Add(actor, token);
        return actor;
    }

    private ulong OpenAccount(Id128 owner, bool mayGoNegative)
    {
        var result = Node.Run((now, batch) => Node.Ledger.Execute(
            new OpenAccount(Node.Head(0), Number(), _book) { Party = owner, DebitLimit = mayGoNegative ? null : 0 }, now, batch));
        Invariant.Holds(result.Outcome == OpenAccountOutcome.Accepted);
        return result.Index;
    }

    private Id128 IdOf(ulong opened)
    {
        Invariant.Holds(Node.Ledger.TryGetAccount(opened, out var account));
        return account.Id;
    }

    private Id128 Number() => new(++_numbers);
}
