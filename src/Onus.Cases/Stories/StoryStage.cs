using System.Collections.Immutable;
using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases.Stories;

/// <summary>A node on which a story is played: the products enacted, everybody registered, every account open and filled.</summary>
internal sealed class StoryStage : IDisposable
{
    private readonly Dictionary<string, ulong> _parties = [];
    private readonly Dictionary<string, ulong> _accounts = [];
    private readonly Dictionary<Currency, (Id128 Book, ulong Bank)> _books = [];
    private readonly Dictionary<ulong, Id128> _tokens = [];
    private readonly Dictionary<ulong, ulong> _keys = [];
    private ulong _numbers;

    public StoryStage(IReadOnlyList<CompiledText> products, LogTime start)
    {
        Node = new MemoryNode(new CaseOptions("story", StoryPen.Instance, StoryPen.Instance), start);
        Us = Register(ActorKind.Entity);
        // What a step opens must be enacted; in which order, nothing asks.
        foreach (var text in products) Enact(text);
    }

    public MemoryNode Node { get; }

    /// <summary>The log's own legal entity.</summary>
    public ulong Us { get; }

    /// <summary>The persons who hold an authority of a product, three of each.</summary>
    public Dictionary<(string Product, string Authority), ulong[]> Persons { get; } = [];

    /// <summary>The actor of a party; one for each name, over all products.</summary>
    public ulong Party(Party party)
    {
        if (party.Kind == PartyKind.Us) return Us;
        if (!_parties.TryGetValue(party.Name, out var actor)) _parties.Add(party.Name, actor = Register(ActorKind.Entity));
        return actor;
    }

    /// <summary>The ledger account of an account of a product.</summary>
    public ulong Account(Product product, int place)
    {
        var account = product.Accounts[place];

        var currency = Runtime.CaseTables.CurrencyOf(product);
        var key = $"{currency.Code} {(account.MayGoNegative ? "free" : "bound")} {account.Name}";
        if (!_accounts.TryGetValue(key, out var opened))
            _accounts.Add(key, opened = Open(currency, Party(product.Parties[account.Party]), account.MayGoNegative));
        return opened;
    }

    /// <summary>Lets a ledger account hold exactly that much.</summary>
    public void Fill(Product product, int place, UInt128 amount)
    {
        var account = Account(product, place);
        if (amount == 0) return;
        var (_, bank) = BookOf(Runtime.CaseTables.CurrencyOf(product));
        var command = new TransferCommand
        {
            Id = Node.Head(0).Id, Debit = IdOf(bank), Credit = IdOf(account), Amount = amount,
        };
        Node.Run((now, batch) =>
        {
            var results = new TransferResult[1];
            Node.Ledger.Execute([command], now, batch, results);
            Invariant.Holds(results[0].Outcome == TransferOutcome.Accepted);
            return 0;
        });
    }

    /// <summary>What a ledger account holds; negative where it is short.</summary>
    public Int128 Balance(Product product, int place)
    {
        Invariant.Holds(Node.Ledger.TryGetAccount(Account(product, place), out var account));
        return (Int128)account.Balances.CreditsPosted - (Int128)account.Balances.DebitsPosted;
    }

    /// <summary>A signature of an actor; who plays them signs whatever the story says.</summary>
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

    private void Enact(CompiledText text)
    {
        var product = text.Product;
        foreach (var authority in product.Authorities) Appoint(product, authority);
        var compiled = ProductCodec.Encode(product);
        var chunks = Chunks(compiled);
        foreach (var calendar in text.Calendars) Chunks(calendar);
        var parties = product.Parties.Select(p => p.Kind is PartyKind.Us or PartyKind.Independent ? Party(p) : 0).ToImmutableArray();
        var accounts = product.Accounts.Select((a, place) =>
            product.Parties[a.Party].Kind == PartyKind.Us ? Account(product, place) : 0).ToImmutableArray();
        Node.Add(front => new ProductEnacted(
            front with { Kind = EntryKind.ProductEnacted }, product.Name, product.Version, product.Source,
            new Hash256(SHA256.HashData(compiled)), [], chunks, parties, accounts, LogTime.Epoch).Write);
    }

    private void Appoint(Product product, Authority authority)
    {
        if (!authority.Members.IsEmpty) return;
        var persons = new[] { Register(ActorKind.Person), Register(ActorKind.Person), Register(ActorKind.Person) };
        Persons.Add((product.Name, authority.Name), persons);
        foreach (var person in persons)
            Node.Add(front => new AuthorityGranted(
                front with { Kind = EntryKind.AuthorityGranted, Lineage = [Node.Cases.Registry.NextLink(person)] },
                person, product.Name, authority.Name).Write);
    }

    private ImmutableArray<ulong> Chunks(byte[] text)
    {
        var whole = new Hash256(SHA256.HashData(text));
        if (Node.Cases.Products.Texts.Has(whole)) return Node.Cases.Products.Texts.PiecesOf(whole);
        var chunks = ImmutableArray.CreateBuilder<ulong>();
        for (var start = 0; start < text.Length; start += TextBook.MaxPiece)
        {
            var piece = text.AsMemory(start, Math.Min(TextBook.MaxPiece, text.Length - start));
            chunks.Add(Node.Add(front => new ChunkEntry(front with { Kind = EntryKind.Chunk }, whole, chunks.Count, piece).Write));
        }

        return chunks.DrainToImmutable();
    }

    private ulong Register(ActorKind kind)
    {
        var token = Number();
        var actor = Node.Add(front => new ActorRegistered(front with { Kind = EntryKind.ActorRegistered }, token, kind).Write);
        _tokens.Add(actor, token);
        return actor;
    }

    private ulong Open(Currency currency, ulong owner, bool mayGoNegative)
    {
        var (book, _) = BookOf(currency);
        return OpenAccount(book, _tokens[owner], mayGoNegative);
    }

    private (Id128 Book, ulong Bank) BookOf(Currency currency)
    {
        if (_books.TryGetValue(currency, out var known)) return known;
        var book = Number();
        Node.Run((now, batch) => Node.Ledger.Execute(
            new OpenBook(Node.Head(0), book, currency.Code, (byte)currency.MinorDigits, BookPurpose.Money), now, batch));
        _books.Add(currency, known = (book, OpenAccount(book, Id128.None, mayGoNegative: true)));
        return known;
    }

    private ulong OpenAccount(Id128 book, Id128 owner, bool mayGoNegative)
    {
        var result = Node.Run((now, batch) => Node.Ledger.Execute(
            new OpenAccount(Node.Head(0), Number(), book) { Party = owner, DebitLimit = mayGoNegative ? null : 0 }, now, batch));
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
