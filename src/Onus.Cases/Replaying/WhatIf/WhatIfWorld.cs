using System.Collections.Immutable;
using System.Security.Cryptography;
using Onus.Cases.Stories;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases.Replaying;

/// <summary>A node in memory that follows a log: the same actors, authorities, products and accounts, under names of its own,
/// and one product in another version.</summary>
internal sealed class WhatIfWorld(LogFold fold, CompiledText changed, LogTime start) : IDisposable
{
    private readonly Dictionary<ulong, ulong> _names = [];
    private readonly Dictionary<ulong, Id128> _outside = [];
    private UInt128 _outsiders;

    public MemoryNode Node { get; } = new(new CaseOptions("what-if", StoryPen.Instance, StoryPen.Instance), start);

    public Product Changed => changed.Product;

    /// <summary>Why it cannot go on, in one line.</summary>
    public string? Refusal { get; private set; }

    /// <summary>How many movements were impossible, because less was there.</summary>
    public ulong LeftOut { get; private set; }

    /// <summary>The entry that is here what that one is in the log; 0 for none.</summary>
    public ulong NameOf(ulong entry) => _names.GetValueOrDefault(entry);

    public void Dispose() => Node.Dispose();

    /// <summary>Does what an entry of the log did outside the cases that are tried.</summary>
    public void Mirror(ReadOnlyMemory<byte> entry, in EntryHeader header)
    {
        var index = header.Index;
        if (ActorRegistered.TryRead(entry, out var actor))
            Add(index, front => new ActorRegistered(front with { Kind = EntryKind.ActorRegistered }, actor!.Token, actor.Kind).Write);
        else if (KeyAdded.TryRead(entry, out var key))
            Add(index, front => new KeyAdded(About(front, EntryKind.KeyAdded, key!.Actor), NameOf(key.Actor), key.Algorithm, key.PublicKey).Write);
        else if (AuthorityGranted.TryRead(entry, out var granted))
            Add(index, front => new AuthorityGranted(About(front, EntryKind.AuthorityGranted, granted!.Actor), NameOf(granted.Actor), granted.Product, granted.Authority).Write);
        else if (AuthorityRevoked.TryRead(entry, out var revoked) && fold.Cases.Registry.TryGetGrant(revoked!.Grant, out var grant))
            Add(index, front => new AuthorityRevoked(About(front, EntryKind.AuthorityRevoked, grant.Actor), NameOf(revoked.Grant)).Write);
        else if (ChunkEntry.TryRead(entry, out var chunk))
            Add(index, front => new ChunkEntry(front with { Kind = EntryKind.Chunk }, chunk!.Whole, chunk.Place, chunk.Bytes).Write);
        else if (ProductEnacted.TryRead(entry, out var enacted) && enacted!.Name != Changed.Name)
            Add(index, front => Renamed(enacted, front with { Kind = EntryKind.ProductEnacted }).Write);
        else if (BookOpened.TryRead(entry, out var book) && book!.Purpose == BookPurpose.Money)
            Name(index, Node.Run((now, batch) => Node.Ledger.Execute(new OpenBook(Node.Head(0), book.Book, book.Unit, book.Digits, book.Purpose), now, batch)).Index);
        else if (AccountOpened.TryRead(entry, out var account))
            OpenAccount(index, account!);
        else
            MoveAccounts(entry);
    }

    /// <summary>Puts the new version into effect, once: right before the first case that it opens.</summary>
    public bool EnactOnce()
    {
        if (Refusal is not null || Node.Cases.Products.VersionsOf(Changed.Name).Count > 0) return Refusal is null;
        var parties = Changed.Parties.Select(p => p.Kind is PartyKind.Us or PartyKind.Independent ? BoundParty(p.Name) : 0).ToImmutableArray();
        if (Refusal is not null) return false;
        var accounts = Changed.Accounts.Select((a, place) =>
            Changed.Parties[a.Party].Kind == PartyKind.Us ? BoundAccount(place, parties[a.Party]) : 0).ToImmutableArray();
        if (Refusal is not null) return false;
        foreach (var calendar in changed.Calendars) Publish(calendar);
        var compiled = ProductCodec.Encode(Changed);
        var chunks = Publish(compiled);
        Node.Add(front => new ProductEnacted(
            front with { Kind = EntryKind.ProductEnacted }, Changed.Name, Changed.Version, Changed.Source, new Hash256(SHA256.HashData(compiled)),
            [], chunks, parties, accounts, LogTime.Epoch).Write);
        return true;
    }

    private void Name(ulong entry, ulong here) => _names[entry] = here;

    private void Add(ulong entry, Func<EntryEnvelope, Action<System.Formats.Cbor.CborWriter>> write) => Name(entry, Node.Add(write));

    private EntryEnvelope About(EntryEnvelope front, EntryKind kind, ulong actor) =>
        front with { Kind = kind, Lineage = [Node.Cases.Registry.NextLink(NameOf(actor))] };

    private ProductEnacted Renamed(ProductEnacted enacted, EntryEnvelope front) => new(
        front, enacted.Name, enacted.Version, enacted.Source, enacted.Compiled, [.. enacted.SourceChunks.Select(NameOf)],
        [.. enacted.CompiledChunks.Select(NameOf)], [.. enacted.Parties.Select(NameOf)], [.. enacted.Accounts.Select(NameOf)], enacted.InEffect);

    private void OpenAccount(ulong index, AccountOpened account)
    {
        // What answers for liability the cases open for themselves.
        if (account.Envelope.Command.IsNone || !fold.Ledger.TryGetBook(account.Book, out var book)) return;
        var result = Node.Run((now, batch) => Node.Ledger.Execute(new OpenAccount(Node.Head(0), account.Account, book.Id)
        {
            Party = account.Party, Code = account.Code, DebitLimit = account.DebitLimit, CreditLimit = account.CreditLimit,
        }, now, batch));
        if (result.Outcome == OpenAccountOutcome.Accepted) Name(index, result.Index);
    }

    /// <summary>Moves what the entry posted on each account, against an account that stands for the rest of the world.</summary>
    private void MoveAccounts(ReadOnlyMemory<byte> entry)
    {
        if (LedgerEntry.Read(entry) is not { } moving) return;
        foreach (var line in moving.Lines)
        {
            if (!AccountStep.TryRead(entry, line.Account, out var step) || step.Movement.Posted == 0 || NameOf(line.Account) == 0) continue;
            Invariant.Holds(Node.Ledger.TryGetAccount(NameOf(line.Account), out var account));
            var outside = Outside(account.Book);
            var gives = step.Movement.Side == Side.Debit;
            var command = new TransferCommand
            {
                Id = Node.Head(0).Id, Debit = gives ? account.Id : outside, Credit = gives ? outside : account.Id, Amount = step.Movement.Posted,
            };
            var results = new TransferResult[1];
            Node.Run((now, batch) =>
            {
                Node.Ledger.Execute([command], now, batch, results);
                return 0;
            });
            if (results[0].Outcome != TransferOutcome.Accepted) LeftOut++;
        }
    }

    private Id128 Outside(ulong book)
    {
        if (_outside.TryGetValue(book, out var outside)) return outside;
        Invariant.Holds(Node.Ledger.TryGetBook(book, out var known));
        outside = new Id128(UInt128.MaxValue - 1 - _outsiders++);
        Node.Run((now, batch) => Node.Ledger.Execute(new OpenAccount(Node.Head(0), outside, known.Id), now, batch));
        _outside.Add(book, outside);
        return outside;
    }

    private ulong BoundParty(string name)
    {
        foreach (var version in fold.Cases.Products.VersionsOf(Changed.Name).Reverse())
            for (var i = 0; i < version.Parties.Length; i++)
                if (version.Product.Parties[i].Name == name && version.Parties[i] != 0) return NameOf(version.Parties[i]);
        Refusal ??= $"party {name} of {Changed.Name} {Changed.Version} is bound when a product is enacted, and no version in the log binds it";
        return 0;
    }

    private ulong BoundAccount(int place, ulong owner)
    {
        var name = Changed.Accounts[place].Name;
        foreach (var version in fold.Cases.Products.VersionsOf(Changed.Name).Reverse())
            for (var i = 0; i < version.Accounts.Length; i++)
                if (version.Product.Accounts[i].Name == name && version.Accounts[i] != 0) return NameOf(version.Accounts[i]);
        return OpenNew(place, owner);
    }

    /// <summary>An account that no version in the log has: a new one, which holds nothing.</summary>
    private ulong OpenNew(int place, ulong owner)
    {
        var currency = Runtime.CaseTables.CurrencyOf(Changed);
        Invariant.Holds(Node.Cases.Registry.TryGetActor(owner, out var actor));
        foreach (var book in Node.Ledger.Books)
        {
            if (book.Purpose != BookPurpose.Money || book.Unit != currency.Code) continue;
            var result = Node.Run((now, batch) => Node.Ledger.Execute(new OpenAccount(Node.Head(0), new Id128(UInt128.MaxValue - 1 - _outsiders++), book.Id)
            {
                Party = actor.Token, DebitLimit = Changed.Accounts[place].MayGoNegative ? null : 0,
            }, now, batch));
            return result.Index;
        }

        Refusal ??= $"the log has no book in {currency.Code}, in which {Changed.Name} {Changed.Version} keeps {Changed.Accounts[place].Name}";
        return 0;
    }

    private ImmutableArray<ulong> Publish(byte[] text)
    {
        var whole = new Hash256(SHA256.HashData(text));
        if (Node.Cases.Products.Texts.Has(whole)) return Node.Cases.Products.Texts.PiecesOf(whole);
        var pieces = ImmutableArray.CreateBuilder<ulong>();
        for (var at = 0; at < text.Length; at += TextBook.MaxPiece)
        {
            var piece = text.AsMemory(at, Math.Min(TextBook.MaxPiece, text.Length - at));
            pieces.Add(Node.Add(front => new ChunkEntry(front with { Kind = EntryKind.Chunk }, whole, pieces.Count, piece).Write));
        }

        return pieces.DrainToImmutable();
    }
}
