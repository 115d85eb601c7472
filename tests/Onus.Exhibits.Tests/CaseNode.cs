using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Onus.Cases;
using Onus.Cases.Duties;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Engine.Exhibits;
using Onus.Engine.Vault;
using Onus.Language.Compiled;
using Onus.Ledger;
using Onus.Log.Exhibits;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Testing;

[assembly: AssemblyFixture(typeof(Onus.Exhibits.Tests.CaseNode))]

namespace Onus.Exhibits.Tests;

/// <summary>A node with two shipped products and three cases: a dispute that a rule and a clock decide, an application that two
/// people sign for, and one that is refused without reasons and reported.</summary>
public sealed class CaseNode : IAsyncLifetime
{
    public const string Origin = "court.example/main";

    private static readonly Id128 Book = new(1);

    private readonly SettableClock _clock = new();
    private readonly Uuid7Generator _ids;
    private readonly Dictionary<string, Product> _products = [];
    private readonly Dictionary<ulong, Id128> _tokens = [];
    private readonly Dictionary<(string Product, string Authority), Person> _desks = [];
    private readonly Dictionary<Hash256, (Salt Salt, byte[] Document)> _vault = [];
    private OnusEngine _engine = null!;
    private ulong _founder;
    private ulong _institution;
    private Id128 _outside;
    private UInt128 _numbers = 100;

    public CaseNode() => _ids = new Uuid7Generator(_clock, new CountingEntropy());

    internal static Ed25519Signer Key { get; } = TestKeys.Log(Origin);

    internal static Ed25519Signer Witness { get; } = Ed25519Signer.FromSeed("witness.example", SignatureType.CosignatureEd25519, SHA256.HashData([9]));

    internal OnusEngine Engine => _engine;

    /// <summary>The case that has liability, money, evidence and a clock.</summary>
    public ulong Dispute { get; private set; }

    /// <summary>The case in which two people signed.</summary>
    public ulong Signed { get; private set; }

    /// <summary>The case with a confidential act and what became of its report.</summary>
    public ulong Hushed { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var device = new SimulatedDevice(1);
        LogOpener.Create(device, Key.Key);
        _engine = OnusEngine.Open(new EngineOptions
        {
            Log = new LogOptions { Device = device, Signers = [Key] }, Time = _clock, StateRootEvery = null, OutageAfter = null, Entropy = new CountingEntropy(),
        }).Engine!;
        await FoundAsync();
        await EnactAsync("chargeback");
        await EnactAsync("merchant-onboarding");
        Dispute = await DisputeAsync();
        Signed = await SignedAsync();
        Hushed = await HushedAsync();
        await _engine.RootAsync();
    }

    public ValueTask DisposeAsync()
    {
        _engine.Dispose();
        foreach (var person in _desks.Values) person.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The exhibit of a case.</summary>
    internal List<ArchiveMember> Exhibit(ulong @case, Func<ExhibitRequest, ExhibitRequest>? change = null)
    {
        Assert.True(StoredZip.TryRead(Archive(@case, change), out var members, out var error), error);
        return members;
    }

    internal byte[] Archive(ulong @case, Func<ExhibitRequest, ExhibitRequest>? change = null)
    {
        var request = new ExhibitRequest(@case);
        var made = ExhibitBuilder.Make(_engine.Log, change?.Invoke(request) ?? request);
        Assert.Equal(ExhibitOutcome.Made, made.Outcome);
        return made.Archive.ToArray();
    }

    /// <summary>The documents of the evidence, as a vault has them.</summary>
    internal VaultReading Read(Hash256 commitment) => _vault.TryGetValue(commitment, out var kept)
        ? new VaultReading(VaultOutcome.Read, false, kept.Salt, kept.Document)
        : new VaultReading(VaultOutcome.Unknown, false, default, default);

    /// <summary>The newest checkpoint with a witness's cosignature.</summary>
    internal SignedCheckpoint Cosigned()
    {
        var newest = SignedCheckpoint.Parse(_engine.Log.Head.Checkpoint.Span);
        return newest.With([NoteSignature.Make(Witness, newest.Note.Text, 1_800_000_000)]);
    }

    private async Task<ulong> DisputeAsync()
    {
        var user = await ActorAsync(ActorKind.Person);
        var merchant = await ActorAsync(ActorKind.Entity);
        var acquirer = await ActorAsync(ActorKind.Entity);
        var product = _products["chargeback"];
        var bound = new Dictionary<string, ulong> { ["user"] = user, ["merchant"] = merchant, ["acquirer"] = acquirer };
        var accounts = ImmutableArray.CreateBuilder<AccountInput>();
        foreach (var account in product.Accounts.Where(a => product.Parties[a.Party].Kind != PartyKind.Us))
            accounts.Add(new AccountInput(account.Name, await AccountAsync(bound.GetValueOrDefault(product.Parties[account.Party].Name), account.MayGoNegative)));
        var opened = await Case(new OpenCase(
            Head(user), "chargeback", "user", [.. bound.Select(b => new PartyInput(b.Key, b.Value))], accounts.DrainToImmutable(),
            [new("claim", 48_000), new("route", 0), new("kind", 0), new("payment-age", 86_400)], []));
        await Case(new FileEvidence(Head(_institution), opened, "institution", [Keep("case-file", "They knew the code.")]));
        await WaitAsync(TimeSpan.FromDays(20));
        return opened;
    }

    private async Task<ulong> SignedAsync()
    {
        var opened = await ApplyAsync(volume: 50_000_000);
        var (head, officer, chief) = (await HeadOfAsync(opened), Desk("compliance-officer"), Desk("chief-compliance"));
        var evidence = ImmutableArray.Create(Keep("due-diligence", "We went there: a shop with people in it."));
        await Case(new FileEvidence(Head(_institution), opened, "institution", evidence));
        head = await HeadOfAsync(opened);
        var approval = Head(officer.Actor);
        await Case(new ApproveStep(approval, opened, "accept-high", "compliance-officer", head, officer.Sign(Say(approval, DecisionVerb.Approve, opened, head, "compliance-officer"))));
        var taking = Head(chief.Actor);
        await Case(new TakeStep(taking, opened, "accept-high", "chief-compliance", head, [], chief.Sign(Say(taking, DecisionVerb.Take, opened, head, "chief-compliance"))));
        return opened;
    }

    private async Task<ulong> HushedAsync()
    {
        var opened = await ApplyAsync(volume: 8_000_000, risk: 95, screening: 1);
        var (officer, chief) = (Desk("compliance-officer"), Desk("chief-compliance"));
        await Case(new FileEvidence(Head(_institution), opened, "institution", [Keep("due-diligence", "Nobody there knows the owner.")]));
        var head = await HeadOfAsync(opened);
        await Case(new ApproveStep(Head(officer.Actor), opened, "refuse-and-report", "compliance-officer", head, default));
        await Case(new TakeStep(Head(chief.Actor), opened, "refuse-and-report", "chief-compliance", head, [], default));
        var report = await Read(cases => cases.Duties.Find(new DutyFilter { Case = opened, Kind = DutyKind.Report }, null, 1)[0].Name);
        await Case(new DischargeDuty(Head(officer.Actor), report, DutyDeed.Filed, DutyFailure.None, Keep("report", "Suspicious.").Commitment, default));
        await Case(new TakeStep(Head(await MerchantOf(opened)), opened, "object", "merchant", await HeadOfAsync(opened), [], default));
        return opened;
    }

    private async Task<ulong> ApplyAsync(ulong volume, int risk = 12, int screening = 0)
    {
        var merchant = await ActorAsync(ActorKind.Entity);
        return await Case(new OpenCase(
            Head(merchant), "merchant-onboarding", "merchant", [new("merchant", merchant)], [],
            [new("monthly-volume", volume), new("risk-points", risk), new("screening", screening), new("owners", 0)],
            [Keep("business-licence", "licence"), Keep("ownership-record", "owners")]));
    }

    private DecisionStatement Say(CommandHead head, DecisionVerb verb, ulong opened, ulong seen, string authority)
    {
        var product = _products["merchant-onboarding"];
        var step = product.Steps.Single(s => s.Name == "accept-high");
        return new DecisionStatement
        {
            Origin = Origin, Command = head.Id, Product = ProductCodec.HashOf(product), Verb = verb, Case = opened, HeadSeen = seen,
            Step = product.Steps.IndexOf(step), StepName = step.Name, As = authority,
        };
    }

    private async Task FoundAsync()
    {
        var founder = new Founder(Number(), KeyAlgorithm.Ed25519, TestKeys.Log("founder").Key.PublicKey.ToArray());
        await Charter(new FoundCharter(Head(0), Origin, Key.Key.PublicKey.ToArray(), Signed: false, Alone: true, [founder]));
        _founder = await Read(cases => cases.Registry.TryFindActor(founder.Token, out var actor) ? actor.Entry : 0);
        Assert.True((await _engine.SubmitAsync(new OpenBook(Head(0), Book, "CNY", 2, BookPurpose.Money))).IsDurable);
        _institution = await ActorAsync(ActorKind.Entity);
        await AccountAsync(_institution, mayGoNegative: true);
    }

    private async Task EnactAsync(string name)
    {
        var (product, source, calendar) = ShippedProduct.Compile(name);
        foreach (var text in new[] { source, ProductCodec.Encode(product), calendar }.OfType<byte[]>())
            await _engine.SubmitAsync(new PublishText(Head(_founder), text));
        var parties = ImmutableArray.CreateBuilder<ulong>();
        foreach (var party in product.Parties)
            parties.Add(party.Kind == PartyKind.Us ? _institution : party.Kind == PartyKind.Independent ? await ActorAsync(ActorKind.Entity) : 0);
        var accounts = ImmutableArray.CreateBuilder<ulong>();
        foreach (var account in product.Accounts)
            accounts.Add(product.Parties[account.Party].Kind == PartyKind.Us ? await AccountAsync(_institution, account.MayGoNegative, funds: account.MayGoNegative ? 0u : 100_000_000u) : 0);
        await Charter(new DoAct(Head(_founder), new EnactProduct(
            product.Source, new Hash256(SHA256.HashData(ProductCodec.Encode(product))), parties.DrainToImmutable(), accounts.DrainToImmutable())));
        _products.Add(name, product);
        foreach (var authority in product.Authorities.Where(a => a.Members.IsEmpty))
        {
            var person = new Person(await ActorAsync(ActorKind.Person), authority.Name == "chief-compliance" ? KeyAlgorithm.EcdsaP256 : KeyAlgorithm.Ed25519, (byte)(_desks.Count + 1));
            person.KeyEntry = await Charter(new DoAct(Head(_founder), new AddKey(person.Actor, person.Algorithm, person.PublicKey)));
            await Charter(new DoAct(Head(_founder), new GrantAuthority(person.Actor, name, authority.Name)));
            _desks.Add((name, authority.Name), person);
        }
    }

    private Person Desk(string authority) => _desks[("merchant-onboarding", authority)];

    private EvidenceInput Keep(string kind, string document)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        var salt = new Salt(new Hash256(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {_vault.Count}"))));
        var commitment = Commitment.ToDocument(salt, new Hash256(SHA256.HashData(bytes)));
        _vault.Add(commitment, (salt, bytes));
        return new EvidenceInput(kind, commitment);
    }

    private async Task<ulong> ActorAsync(ActorKind kind)
    {
        var token = Number();
        var entry = await Charter(new DoAct(Head(_founder), new RegisterActor(token, kind)));
        _tokens.Add(entry, token);
        return entry;
    }

    private async Task<ulong> AccountAsync(ulong owner, bool mayGoNegative, UInt128 funds = default)
    {
        var id = Number();
        var opened = await _engine.SubmitAsync(new OpenAccount(Head(0), id, Book) { Party = _tokens[owner], DebitLimit = mayGoNegative ? null : 0 });
        Assert.Equal(OpenAccountOutcome.Accepted, opened.Result.Outcome);
        if (_outside.IsNone) _outside = id;
        if (funds == 0) return opened.Result.Index;
        var paid = await _engine.SubmitAsync(new TransferCommand { Id = _ids.Next(), Debit = _outside, Credit = id, Amount = funds });
        Assert.Equal(TransferOutcome.Accepted, paid.Result.Outcome);
        return opened.Result.Index;
    }

    private async Task WaitAsync(TimeSpan span)
    {
        for (var until = _clock.Now + span; _clock.Now < until;)
        {
            var next = await Read(cases => cases.NextDue);
            _clock.Now = next?.ToDateTimeOffset().AddTicks(1) is { } due && due < until ? due : until;
            await Read(_ => 0);
        }
    }

    private Task<ulong> HeadOfAsync(ulong opened) => Read(cases => cases.TryGetCase(opened, out var summary) ? summary.Head : 0);

    private Task<ulong> MerchantOf(ulong opened) => Read(cases => cases.TryGetCase(opened, out var summary) ? summary.Parties[0] : 0);

    private async Task<T> Read<T>(Func<CasesState, T> read) => (await _engine.ReadAsync((cases, _) => read(cases))).Result;

    private async Task<ulong> Case(CaseCommand command)
    {
        var (_, result) = await _engine.SubmitAsync(command);
        Assert.Equal(CaseOutcome.Accepted, result.Outcome);
        return result.Index;
    }

    private async Task<ulong> Charter(CharterCommand command)
    {
        var (_, result) = await _engine.SubmitAsync(command);
        Assert.Equal(CharterOutcome.Accepted, result.Outcome);
        return result.Index;
    }

    private CommandHead Head(ulong actor) => new(_ids.Next(), Id128.None, actor);

    private Id128 Number() => new(++_numbers);

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2027, 1, 4, 1, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Now.Ticks;
    }

    private sealed class CountingEntropy : IEntropy
    {
        private ulong _next;

        public void Fill(Span<byte> destination)
        {
            destination.Clear();
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(destination[^8..], Interlocked.Increment(ref _next));
        }
    }
}
