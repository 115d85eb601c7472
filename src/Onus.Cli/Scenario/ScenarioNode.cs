using System.Collections.Immutable;
using System.Security.Cryptography;
using Onus.Cases;
using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Language.Compiled;
using Onus.Ledger;
using Onus.Log.Notes;

namespace Onus.Cli.Scenario;

/// <summary>A node on which a scenario plays: everybody registered by name, accounts opened as they are needed.</summary>
internal sealed class ScenarioNode(OnusEngine engine, ScenarioTime time, ScenarioNames names)
{
    private static readonly Currency Yuan = Currency.Of("CNY");

    private readonly Uuid7Generator _ids = new(time, SystemEntropy.Instance);
    private readonly Dictionary<string, (ulong Entry, Id128 Token)> _actors = [];
    private readonly Dictionary<(string Product, string Authority), ulong> _desks = [];
    private readonly Dictionary<string, (ulong Opened, Id128 Id)> _accounts = [];
    private readonly Dictionary<string, Product> _products = [];
    private readonly List<ulong> _founders = [];

    public OnusEngine Engine => engine;

    public ScenarioTime Time => time;

    /// <summary>The actors by the names that the story gives them.</summary>
    public IEnumerable<(string Name, ulong Entry)> Actors => _actors.Select(a => (a.Key, a.Value.Entry));

    /// <summary>Founds the log with one person or more, and opens a book.</summary>
    public async Task FoundAsync(VerifierKey logKey, params string[] persons)
    {
        var founders = new List<Founder>();
        foreach (var person in persons)
        {
            using var key = Ed25519Signer.Generate("founder", SignatureType.Ed25519, SystemEntropy.Instance);
            founders.Add(new Founder(names.Actor(person), KeyAlgorithm.Ed25519, key.Key.PublicKey.ToArray()));
        }

        Accept((await Of(engine.SubmitAsync(new FoundCharter(
            Head(0), engine.Origin, logKey.PublicKey.ToArray(), Signed: false, Alone: persons.Length == 1, [.. founders])))).Outcome);
        foreach (var (person, founder) in persons.Zip(founders))
        {
            var entry = await Read((cases, _) => cases.Registry.TryFindActor(founder.Token, out var actor) ? actor.Entry : 0);
            _founders.Add(entry);
            _actors.Add(person, (entry, founder.Token));
        }

        await OpenBookAsync(Yuan);
        await AccountAsync("outside", null, mayGoNegative: true, Yuan);
    }

    /// <summary>Opens the book of a currency.</summary>
    public async Task OpenBookAsync(Currency currency)
    {
        var opened = await Of(engine.SubmitAsync(
            new OpenBook(Head(_founders[0]), names.Book(currency), currency.Code, (byte)currency.MinorDigits, BookPurpose.Money)));
        Invariant.Holds(opened.Outcome == OpenBookOutcome.Accepted);
    }

    /// <summary>The actor of a name, registered when it is first named.</summary>
    public async Task<ulong> ActorAsync(string name, ActorKind kind = ActorKind.Entity)
    {
        if (_actors.TryGetValue(name, out var known)) return known.Entry;
        var token = names.Actor(name);
        var entry = await DoAsync(new RegisterActor(token, kind));
        _actors.Add(name, (entry, token));
        return entry;
    }

    /// <summary>Gives somebody an authority.</summary>
    public Task GrantAsync(ulong actor, string product, string authority) => DoAsync(new GrantAuthority(actor, product, authority));

    /// <summary>Enacts a product: its texts, the persons of its authorities, its accounts of ours, and then itself.</summary>
    /// <param name="text">The compiled product with its calendars.</param>
    /// <param name="source">Its source text.</param>
    /// <param name="us">The name of the log's own legal entity.</param>
    public async Task EnactAsync(CompiledText text, byte[] source, string us)
    {
        var product = text.Product;
        foreach (var bytes in text.Calendars.Append(source).Append(ProductCodec.Encode(product)))
        {
            var outcome = (await Of(engine.SubmitAsync(new PublishText(Head(_founders[0]), bytes)))).Outcome;
            if (outcome != CharterOutcome.TextExists) Accept(outcome);
        }

        var parties = ImmutableArray.CreateBuilder<ulong>();
        foreach (var party in product.Parties)
            parties.Add(party.Kind is PartyKind.Us or PartyKind.Independent ? await ActorAsync(party.Kind == PartyKind.Us ? us : party.Name) : 0);
        var accounts = ImmutableArray.CreateBuilder<ulong>();
        foreach (var account in product.Accounts)
            accounts.Add(product.Parties[account.Party].Kind == PartyKind.Us ? await AccountAsync(account.Name, us, account.MayGoNegative, CurrencyOf(product)) : 0);
        await DoAsync(new EnactProduct(
            product.Source, new Hash256(SHA256.HashData(ProductCodec.Encode(product))), parties.DrainToImmutable(), accounts.DrainToImmutable()));
        _products.Add(product.Name, product);
        foreach (var authority in product.Authorities.Where(a => a.Members.IsEmpty))
        {
            var of = product.Parties[authority.Of];
            var person = await ActorAsync(names.Desk(product.Name, authority.Name, of.Title, of.Kind == PartyKind.Us), ActorKind.Person);
            await GrantAsync(person, product.Name, authority.Name);
            _desks.Add((product.Name, authority.Name), person);
        }
    }

    /// <summary>Lets an account of somebody hold an amount more.</summary>
    public async Task FundAsync(string account, string owner, decimal yuan, bool mayGoNegative = false)
    {
        await AccountAsync(account, owner, mayGoNegative, Yuan);
        var command = new TransferCommand
        {
            Id = _ids.Next(), Debit = _accounts["outside"].Id, Credit = _accounts[$"{account} of {owner}"].Id, Amount = (UInt128)(yuan * 100),
        };
        Invariant.Holds((await Of(engine.SubmitAsync(command).AsTask())).Outcome == TransferOutcome.Accepted);
    }

    /// <summary>Opens a case; the accounts of the parties are theirs by name.</summary>
    public async Task<CaseResult> OpenAsync(string product, string opener, IReadOnlyDictionary<string, string> parties, params FactInput[] facts)
    {
        var enacted = _products[product];
        var bound = ImmutableArray.CreateBuilder<PartyInput>();
        foreach (var (party, name) in parties) bound.Add(new PartyInput(party, await ActorAsync(name)));
        var accounts = ImmutableArray.CreateBuilder<AccountInput>();
        foreach (var account in enacted.Accounts)
        {
            var party = enacted.Parties[account.Party];
            if (party.Kind == PartyKind.Us) continue;
            var owner = parties.TryGetValue(party.Name, out var name) ? name : party.Name;
            accounts.Add(new AccountInput(account.Name, await AccountAsync(account.Name, owner, account.MayGoNegative, CurrencyOf(enacted))));
        }

        return await Of(engine.SubmitAsync(new OpenCase(
            Head(await ActorAsync(parties[opener])), product, opener, bound.DrainToImmutable(), accounts.DrainToImmutable(), [.. facts], [])));
    }

    /// <summary>Somebody takes a step: a party by its name in the case, or the person of an authority.</summary>
    public async Task<CaseResult> TakeAsync(ulong opened, string step, string name, params string[] evidence)
    {
        var summary = await CaseAsync(opened);
        return await Of(engine.SubmitAsync(new TakeStep(
            Head(Who(summary, name)), opened, step, name, summary.Head, [.. evidence.Select(Evidence)], default)));
    }

    /// <summary>Somebody takes a step on the head that they were shown.</summary>
    public Task<CaseResult> TakeAtAsync(ulong opened, ulong head, string product, string step, string authority) => Of(engine.SubmitAsync(
        new TakeStep(Head(_desks[(product, authority)]), opened, step, authority, head, [], default)));

    /// <summary>An actor files evidence of their own.</summary>
    public Task<CaseResult> FileAsync(ulong opened, string actor, string party, string evidence) => Of(engine.SubmitAsync(
        new FileEvidence(Head(_actors[actor].Entry), opened, party, [Evidence(evidence)])));

    /// <summary>Files every report that is owed, by the first desk of ours in its product.</summary>
    /// <returns>How many were filed.</returns>
    public async Task<int> FileReportsAsync()
    {
        var owed = await Read((cases, _) => cases.Duties.Owed(new DutyFilter { Kind = DutyKind.Report }, null, 1_000));
        foreach (var duty in owed)
        {
            var product = (await CaseAsync(duty.Case)).Product.Product;
            var desk = product.Authorities.First(a => a.Members.IsEmpty && product.Parties[a.Of].Kind == PartyKind.Us);
            var document = Commitment.ToDocument(Salt.Draw(SystemEntropy.Instance), new Hash256(SHA256.HashData("the report"u8)));
            var result = await Of(engine.SubmitAsync(new DischargeDuty(
                Head(_desks[(product.Name, desk.Name)]), duty.Name, DutyDeed.Filed, DutyFailure.None, document, default)));
            Invariant.Holds(result.Outcome == CaseOutcome.Accepted);
        }

        return owed.Count;
    }

    /// <summary>Lets time pass, and everything lapse at its own instant.</summary>
    public async Task WaitAsync(TimeSpan span)
    {
        for (var until = time.Now + span; time.Now < until;)
        {
            var next = await Read((cases, ledger) => Earlier(cases.NextDue, ledger.NextDue));
            time.MoveTo(next?.ToDateTimeOffset().AddTicks(1) is { } due && due < until ? due : until);
            await Read((_, _) => 0);
        }
    }

    /// <summary>A case as it stands.</summary>
    public Task<CaseSummary> CaseAsync(ulong opened) => Read((cases, _) =>
    {
        Invariant.Holds(cases.TryGetCase(opened, out var summary));
        return summary;
    });

    /// <summary>What everybody is liable for, over all products, in yuan; and the sum, which the claims account is owed.</summary>
    public async Task<(IReadOnlyList<(string Name, decimal Yuan)> Parties, decimal Claims)> ExposureAsync()
    {
        var actors = Actors.ToArray();
        return await Read((cases, ledger) =>
        {
            var names = cases.Products.All.Select(p => p.Product.Name).Distinct().ToArray();
            var parties = new List<(string, decimal)>();
            foreach (var (name, entry) in actors)
            {
                var sum = names.Sum(product => Balance(ledger, cases.LiabilityAccount(Yuan, product, entry), credit: true));
                if (sum > 0) parties.Add((name, sum));
            }

            return ((IReadOnlyList<(string, decimal)>)parties, Balance(ledger, cases.ClaimsAccount(Yuan), credit: false));
        });
    }

    /// <summary>Reads the state.</summary>
    public Task<T> Read<T>(Func<CasesState, LedgerState, T> read) => Of(engine.ReadAsync(read));

    private static EvidenceInput Evidence(string kind) => new(
        kind, Commitment.ToDocument(Salt.Draw(SystemEntropy.Instance), new Hash256(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(kind)))));

    private static decimal Balance(LedgerState ledger, ulong opened, bool credit)
    {
        if (opened == 0 || !ledger.TryGetAccount(opened, out var account)) return 0;
        var (debits, credits) = (account.Balances.DebitsPosted, account.Balances.CreditsPosted);
        return (decimal)(credit ? credits - debits : debits - credits) / 100;
    }

    private async Task<ulong> AccountAsync(string name, string? owner, bool mayGoNegative, Currency currency)
    {
        var key = owner is null ? name : $"{name} of {owner}";
        if (currency != Yuan) key = $"{key} ({currency})";
        if (_accounts.TryGetValue(key, out var known)) return known.Opened;
        if (owner is not null) await ActorAsync(owner);
        var party = owner is null ? Id128.None : _actors[owner].Token;
        var id = names.Account(key, party);
        var opened = await Of(engine.SubmitAsync(new OpenAccount(Head(_founders[0]), id, names.Book(currency))
        {
            Party = party,
            DebitLimit = mayGoNegative ? null : 0,
        }));
        Invariant.Holds(opened.Outcome == OpenAccountOutcome.Accepted);
        _accounts.Add(key, (opened.Index, id));
        return opened.Index;
    }

    private ulong Who(CaseSummary summary, string name)
    {
        var product = summary.Product.Product;
        for (var i = 0; i < product.Parties.Length; i++)
            if (product.Parties[i].Name == name) return summary.Parties[i];
        return _desks[(product.Name, name)];
    }

    /// <summary>An act of the charter: one founder does or proposes it, another seconds it.</summary>
    private async Task<ulong> DoAsync(CharterAct act)
    {
        var result = await Of(engine.SubmitAsync(new DoAct(Head(_founders[0]), act)));
        if (result.Outcome == CharterOutcome.Proposed)
            result = await Of(engine.SubmitAsync(new SecondAct(Head(_founders[1]), result.Index)));
        Accept(result.Outcome);
        return result.Index;
    }

    private CommandHead Head(ulong actor) => new(_ids.Next(), Id128.None, actor);

    private static Currency CurrencyOf(Product product) =>
        product.Stake is { } stake ? product.Facts[stake].Currency : product.Perimeter.Currencies[0];

    private static void Accept(CharterOutcome outcome)
    {
        if (outcome != CharterOutcome.Accepted) throw new Refusal($"the charter refuses: {outcome}", ExitCode.Broken);
    }

    private static LogTime? Earlier(LogTime? one, LogTime? other) => one is { } a && other is { } b ? (a < b ? a : b) : one ?? other;

    private static async Task<T> Of<T>(Task<Answer<T>> answer)
    {
        var (delivery, result) = await answer.ConfigureAwait(false);
        return delivery == Delivery.Durable ? result! : throw new Refusal($"the node does not answer: {delivery}", ExitCode.Unavailable);
    }
}
