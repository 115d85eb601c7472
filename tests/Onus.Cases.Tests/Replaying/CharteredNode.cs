using System.Security.Cryptography;
using Onus.Cases.Stories;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases.Tests.Replaying;

/// <summary>A node in memory that one person founded, on which a shipped product was enacted and cases run: a whole log, every
/// entry of which somebody asked for.</summary>
internal sealed class CharteredNode : IDisposable
{
    // RFC 8032 §7.1, the public keys of tests 1 and 2.
    private static readonly byte[] LogKey = Convert.FromHexString("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    private static readonly byte[] OwnKey = Convert.FromHexString("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");

    private readonly Dictionary<string, ulong> _parties = [];
    private readonly Dictionary<string, ulong> _accounts = [];
    private readonly ulong _founder;
    private ulong _tokens;

    public CharteredNode(CompiledText text, byte[] source, LogTime start)
    {
        var product = Product = text.Product;
        Node = new MemoryNode(new CaseOptions("example.com/cases", StoryPen.Instance, StoryPen.Instance), start);
        Run(new FoundCharter(Node.Head(0), "example.com/cases", LogKey, Signed: false, Alone: true, [new Founder(Token(), KeyAlgorithm.Ed25519, OwnKey)]));
        _founder = Node.Cases.Registry.HoldersOf(CharterOffice.Product, CharterOffice.Registrar).Single();
        foreach (var party in product.Parties) _parties.Add(party.Name, Register(ActorKind.Entity));
        OpenAccounts();
        var compiled = ProductCodec.Encode(product);
        foreach (var piece in text.Calendars.Append(compiled).Append(source)) Publish(piece);
        Do(new EnactProduct(
            product.Source, new Hash256(SHA256.HashData(compiled)),
            [.. product.Parties.Select(p => p.Kind is PartyKind.Us or PartyKind.Independent ? _parties[p.Name] : 0)],
            [.. product.Accounts.Select(a => product.Parties[a.Party].Kind == PartyKind.Us ? _accounts[a.Name] : 0)]));
    }

    public Product Product { get; }

    public MemoryNode Node { get; }

    /// <summary>Opens a case with these facts.</summary>
    public CaseResult Open(string party, params FactInput[] facts) => Node.Run((now, batch) => Node.Cases.Execute(new OpenCase(
        Node.Head(_parties[party]), Product.Name, party,
        [.. Product.Parties.Where(p => p.Kind is not (PartyKind.Us or PartyKind.Independent)).Select(p => new PartyInput(p.Name, _parties[p.Name]))],
        [.. Product.Accounts.Where(a => Product.Parties[a.Party].Kind != PartyKind.Us).Select(a => new AccountInput(a.Name, _accounts[a.Name]))],
        [.. facts], []), now, batch));

    /// <summary>Takes a step as a party that may not.</summary>
    public CaseResult Take(ulong @case, string step, string party) => Node.Run((now, batch) => Node.Cases.Execute(
        new TakeStep(Node.Head(_parties[party]), @case, step, party, HeadOf(@case), [], default), now, batch));

    public void Dispose() => Node.Dispose();

    private ulong HeadOf(ulong @case)
    {
        Assert.True(Node.Cases.Tables.Cases.TryGet(@case, out var record));
        return record.Head;
    }

    private void OpenAccounts()
    {
        var currency = Runtime.CaseTables.CurrencyOf(Product);
        var book = Token();
        Node.Run((now, batch) => Node.Ledger.Execute(
            new OpenBook(Node.Head(0), book, currency.Code, (byte)currency.MinorDigits, BookPurpose.Money), now, batch));
        var world = Token();
        Open(world, Id128.None, null);
        foreach (var account in Product.Accounts)
        {
            var id = Token();
            Assert.True(Node.Cases.Registry.TryGetActor(_parties[Product.Parties[account.Party].Name], out var owner));
            _accounts.Add(account.Name, Open(id, owner.Token, account.MayGoNegative ? null : 0));
            if (account.EndsEmpty) continue;
            var results = new TransferResult[1];
            Node.Run((now, batch) =>
            {
                Node.Ledger.Execute([new TransferCommand { Id = Node.Head(0).Id, Debit = world, Credit = id, Amount = 100_000_000 }], now, batch, results);
                return 0;
            });
        }

        ulong Open(Id128 id, Id128 owner, UInt128? limit) => Node.Run((now, batch) => Node.Ledger.Execute(
            new OpenAccount(Node.Head(0), id, book) { Party = owner, DebitLimit = limit }, now, batch)).Index;
    }

    private ulong Register(ActorKind kind) => Do(new RegisterActor(Token(), kind));

    private void Publish(byte[] text) => Run(new PublishText(Node.Head(_founder), text));

    private ulong Do(CharterAct act) => Run(new DoAct(Node.Head(_founder), act)).Index;

    private CharterResult Run(CharterCommand command)
    {
        var result = Node.Run((now, batch) => Node.Cases.Execute(command, now, batch));
        Assert.True(result.Outcome == CharterOutcome.Accepted, $"{command.GetType().Name}: {result.Outcome}");
        return result;
    }

    private Id128 Token() => new(++_tokens);
}
