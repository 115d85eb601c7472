using System.Security.Cryptography;
using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Language.Compiled;
using Onus.Ledger;
using Onus.Log.Notes;
using Onus.Testing.Cases;

namespace Onus.Simulation.Cases;

/// <summary>A node that one person founded, with a product enacted, its people registered and its accounts open: set as an
/// operator would, while nothing fails.</summary>
internal sealed class CaseStage
{
    private static readonly Id128 Book = new(1);
    private static readonly Id128 Bank = new(100);

    private readonly OnusEngine _engine;
    private readonly Action _drain;
    private readonly Func<Id128> _newId;
    private readonly Dictionary<ulong, Id128> _tokens = [];
    private ulong _numbers = 1_000;

    public CaseStage(OnusEngine engine, VerifierKey logKey, Action drain, Func<Id128> newId, SimulatedProduct product)
    {
        (_engine, _drain, _newId) = (engine, drain, newId);
        Found(engine.Origin, logKey.PublicKey.ToArray());
        var currency = product.Text.Perimeter.Currencies[0];
        Ask(engine.SubmitAsync(new OpenBook(Head(0), Book, currency.Code, (byte)currency.MinorDigits, BookPurpose.Money)));
        Ask(engine.SubmitAsync(new OpenAccount(Head(0), Bank, Book)));
        Cast = new CaseCast(product.Text, Register, (place, owner) => Open(owner, product.Text.Accounts[place].MayGoNegative));
        foreach (var opened in product.Opened) Enact(opened, Bound(opened.Text));
        Enact(product, (Cast.FixedParties, Cast.FixedAccounts));
        foreach (var (actor, authority) in Cast.Grants) Do(new GrantAuthority(actor, product.Text.Name, authority));
        foreach (var actor in Cast.Parties.Concat(Cast.People).Distinct()) AddKey(actor);
    }

    public CaseCast Cast { get; }

    public ulong Founder { get; private set; }

    /// <summary>The key of each actor.</summary>
    public Dictionary<ulong, ulong> Keys { get; } = [];

    /// <summary>A transfer from outside to an account of somebody.</summary>
    public TransferCommand Transfer(ulong account, uint amount) => new()
    {
        Id = _newId(), Debit = Bank, Amount = amount, Code = 1,
        Credit = Ask(_engine.ReadAsync(ledger => ledger.TryGetAccount(account, out var found) ? found.Id : default)),
    };

    public CommandHead Head(ulong actor) => new(_newId(), Id128.None, actor);

    private void Found(string origin, byte[] logKey)
    {
        var token = Number();
        Accept(Ask(_engine.SubmitAsync(new FoundCharter(
            Head(0), origin, logKey, Signed: false, Alone: true, [new Founder(token, KeyAlgorithm.Ed25519, new byte[32])]))));
        Founder = Ask(_engine.ReadAsync((cases, _) => cases.Registry.TryFindActor(token, out var actor) ? actor.Entry : 0));
    }

    private ulong Register()
    {
        var token = Number();
        var actor = Do(new RegisterActor(token, ActorKind.Person));
        _tokens.Add(actor, token);
        return actor;
    }

    private void AddKey(ulong actor)
    {
        var key = new byte[32];
        _tokens[actor].Write(key);
        Keys.Add(actor, Do(new AddKey(actor, KeyAlgorithm.Ed25519, key)));
    }

    private ulong Open(ulong owner, bool mayGoNegative) => Ask(_engine.SubmitAsync(
        new OpenAccount(Head(0), Number(), Book) { Party = _tokens[owner], DebitLimit = mayGoNegative ? null : 0 })).Index;

    /// <summary>A product that is only opened by another binds whom that one binds under the same names.</summary>
    private (IReadOnlyList<ulong> Parties, IReadOnlyList<ulong> Accounts) Bound(Product opened)
    {
        var parties = opened.Parties.Select(p => !CaseCast.IsFixed(p) ? 0
            : Cast.Product.Parties.ToList().FindIndex(x => x.Name == p.Name) is >= 0 and var place ? Cast.Actor(place) : Register()).ToList();
        return (parties, [.. opened.Accounts.Select(a => opened.Parties[a.Party].Kind == PartyKind.Us ? Open(parties[a.Party], a.MayGoNegative) : 0)]);
    }

    private void Enact(SimulatedProduct product, (IReadOnlyList<ulong> Parties, IReadOnlyList<ulong> Accounts) bound)
    {
        var compiled = ProductCodec.Encode(product.Text);
        foreach (var text in product.Calendars.Append(compiled).Append(product.Source))
            Ask(_engine.SubmitAsync(new PublishText(Head(Founder), text)));
        Do(new EnactProduct(product.Text.Source, new Hash256(SHA256.HashData(compiled)), [.. bound.Parties], [.. bound.Accounts]));
    }

    private ulong Do(CharterAct act) => Accept(Ask(_engine.SubmitAsync(new DoAct(Head(Founder), act))));

    private static ulong Accept(CharterResult result)
    {
        CaseLaws.Holds(result.Outcome == CharterOutcome.Accepted, $"the stage is set: {result.Outcome}");
        return result.Index;
    }

    private T Ask<T>(Task<Answer<T>> call)
    {
        _drain();
        CaseLaws.Holds(call is { IsCompleted: true, Result.IsDurable: true }, "the stage is set");
        return call.Result.Result;
    }

    private Id128 Number() => new(++_numbers);
}
