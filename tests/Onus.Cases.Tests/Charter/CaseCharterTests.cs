using System.Security.Cryptography;
using Onus.Cases.Runtime;
using Onus.Cases.Stories;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;
using Account = Onus.Language.Compiled.Account;

namespace Onus.Cases.Tests;

/// <summary>A case that really runs is moved to another version of its product, and ended by a court: money, liability, clock
/// and history go with it, and a replay of the log agrees.</summary>
public sealed class CaseCharterTests : IDisposable
{
    private static readonly Product First = Products.Small() with
    {
        InEffect = null,
        Perimeter = Products.Small().Perimeter with { Calendar = null },
        Accounts = [new Account(0, "payer/wallet", "Wallet", false, false), new Account(1, "bank/held", "Held", true, false)],
        Funds = [new FundsMeaning("held", "The payer has it.", []), new FundsMeaning("gone", "Back.", [])],
        States = [Products.Small().States[0] with { Clock = new Clock(new Language.Quantity(Language.QuantityUnit.Day, 2), null, 0) }, Products.Small().States[1]],
    };

    // The bank now holds the money and bears two fifths; an insurer is new and bears the rest. Everything stands elsewhere.
    private static readonly Product Second = First with
    {
        Version = 4,
        Parties = [new Party("bank", "Bank", PartyKind.Us), new Party("insurer", "Insurer", PartyKind.Independent), new Party("payer", "Payer", PartyKind.Consumer)],
        Authorities = [.. First.Authorities.Select(a => a with { Of = 0 })],
        Accounts = [new Account(0, "bank/held", "Held", true, false), new Account(2, "payer/wallet", "Wallet", false, false), new Account(1, "insurer/wallet", "Wallet", false, false)],
        Funds = [new FundsMeaning("held", "We hold it.", [new FundsLine(false, Share.All, 0)]), First.Funds[1]],
        Evidence = [First.Evidence[0] with { From = Who.Party(2) }],
        States =
        [
            First.States[0] with
            {
                OpenedBy = [Who.Party(2)], Liable = [new PartyShare(0, new Share(ShareKind.Percent, 40, -1)), new PartyShare(1, Share.Rest)],
                Clock = new Clock(new Language.Quantity(Language.QuantityUnit.Day, 9), null, 0),
            },
            First.States[1],
        ],
        Steps = [First.Steps[0] with { Posts = [[new Posting(Share.All, 0, 1)]], Discharges = [new PartyShare(0, Share.All)], Tells = [], Reports = [] }],
    };

    private readonly MemoryNode _node = new(new CaseOptions("example.com/log", StoryPen.Instance, StoryPen.Instance), LogTime.FromUnixSeconds(1_800_000_000));
    private readonly Id128 _book = new(0xB00C);
    private readonly ulong _governor, _bank, _payer, _insurer, _wallet, _held, _insurersWallet;
    private readonly ulong _first, _second, _case;

    public CaseCharterTests()
    {
        _node.Add(front => new GenesisEntry(
            front with { Kind = EntryKind.Genesis }, "example.com/log", new byte[32], CharterText.Hash, false, true,
            [new Founder(new Id128(1), KeyAlgorithm.Ed25519, new byte[32])]).Write);
        (_governor, _bank, _payer, _insurer) = (Register(1), Register(2), Register(3), Register(4));
        Appoint(CharterOffice.Enactor);
        Appoint(CharterOffice.Custodian);
        _node.Run((now, batch) => _node.Ledger.Execute(new OpenBook(_node.Head(0), _book, "CNY", 2, BookPurpose.Money), now, batch));
        (_held, _wallet, _insurersWallet) = (Open(2), Open(3), Open(4));
        _first = Enact(First, [0, _bank], [0, _held]);
        Fill(_wallet, 10_000);
        var opened = _node.Run((now, batch) => _node.Cases.Execute(
            new OpenCase(_node.Head(_payer), "small", "payer", [new PartyInput("payer", _payer)], [new AccountInput("payer/wallet", _wallet)],
                [new FactInput("amount", 2_500)], []), now, batch));
        Assert.Equal(CaseOutcome.Accepted, opened.Outcome);
        _case = opened.Case;
        _second = Enact(Second, [_bank, _insurer, 0], [_held, 0, 0]);
    }

    public void Dispose() => _node.Dispose();

    [Fact]
    public void A_case_goes_on_under_another_version_with_its_money_and_its_liability()
    {
        var act = Migration();
        Assert.Equal(CharterOutcome.Accepted, Do(act).Outcome);
        var record = Record(_node);
        Assert.Equal((_second, false), (record.Product, record.ClosedAt is not null));
        Assert.Equal([1_000, 1_500, 0], record.View.Liability);
        Assert.Equal([2_500, 0, 0], record.View.Held);
        Assert.Equal([_bank, _insurer, _payer], record.Parties);
        Assert.Equal([_held, _wallet, _insurersWallet], record.Accounts);
        Assert.Equal((7_500, 2_500), (Balance(_wallet), Balance(_held)));
        Assert.Equal(record.View.Entered.Plus(9 * 24 * 3_600 * LogTime.NanosecondsPerSecond), record.View.Due!.Value.At);
        Assert.Equal(1_500, Liability(_insurer));
        Assert.Equal(1_000, Liability(_bank));
        AgreesWithAReplay();

        // What was shown before is stale now.
        Assert.Equal(CharterOutcome.HeadMoved, Do(act).Outcome);
    }

    [Fact]
    public void A_court_ends_a_case_and_nothing_is_left_behind()
    {
        Assert.Equal(CharterOutcome.Accepted, Do(Migration()).Outcome);
        var order = new CourtOrder(
            _case, Record(_node).Head, Hash256.EmptyRoot, [new ActLeg(0, 1, 2_500)],
            [new LiabilityMove(1, 0, 1_500), new LiabilityMove(0, -1, 2_500)]);
        Assert.Equal(CharterOutcome.FundsUnbalanced, Do(order with { Legs = [] }).Outcome);
        Assert.Equal(CharterOutcome.LiabilityUnbalanced, Do(order with { Moves = [new LiabilityMove(0, -1, 1_000)] }).Outcome);
        Assert.Equal(CharterOutcome.Accepted, Do(order).Outcome);
        Assert.NotNull(Record(_node).ClosedAt);
        Assert.Equal((10_000, 0), (Balance(_wallet), Balance(_held)));
        Assert.Equal((0, 0), (Liability(_insurer), Liability(_bank)));
        Assert.Null(_node.Cases.NextDue);
        AgreesWithAReplay();
        Assert.Equal(CharterOutcome.CaseClosed, Do(order).Outcome);
    }

    [Fact]
    public void The_history_of_an_account_reads_the_lines_of_a_migration_and_of_a_court_order()
    {
        Assert.Equal(CharterOutcome.Accepted, Do(Migration()).Outcome);
        var migrated = _node.Size - 1;
        var order = new CourtOrder(
            _case, Record(_node).Head, Hash256.EmptyRoot, [new ActLeg(0, 1, 2_500)],
            [new LiabilityMove(1, 0, 1_500), new LiabilityMove(0, -1, 2_500)]);
        Assert.Equal(CharterOutcome.Accepted, Do(order).Outcome);

        var queries = new LedgerQueries(_node.Ledger, _node);
        foreach (var (account, sign) in new[] { (_held, 1), (_wallet, -1) })
        {
            // The walk itself holds that all movements together lead back to nothing at the opening.
            var history = new List<(ulong Entry, Int128 Before)>();
            for (var walk = queries.Walk(account)!; walk.MoveBack(out var line);)
                history.Add((line.Step.Index, (Int128)line.Balances.CreditsPosted - (Int128)line.Balances.DebitsPosted));
            Assert.Equal([_node.Size - 1, migrated], history.Take(2).Select(h => h.Entry));
            Assert.Equal(2_500 * sign, history[1].Before - history[2].Before);
            Assert.Equal(-2_500 * sign, history[0].Before - history[1].Before);
            var moved = queries.Entries(new EntryFilter { Account = account }, null, 2, _node.Size).Rows;
            Assert.Equal([EntryKind.CourtOrdered, EntryKind.CaseMigrated], moved.Select(e => e.Kind));
        }
    }

    [Fact]
    public void Who_filed_a_partys_evidence_is_known_after_a_migration_too()
    {
        var filed = _node.Run((now, batch) => _node.Cases.Execute(
            new FileEvidence(_node.Head(_payer), _case, "payer", [new EvidenceInput("bill", Hash256.EmptyRoot)]), now, batch));
        Assert.Equal(CaseOutcome.Accepted, filed.Outcome);
        Assert.Equal([new Filer(_payer, 0)], Record(_node).Filers);
        Assert.Equal(CharterOutcome.Accepted, Do(Migration()).Outcome);
        Assert.Equal([new Filer(_payer, 2)], Record(_node).Filers);
        AgreesWithAReplay();
    }

    [Fact]
    public void A_migration_and_a_court_order_are_explained()
    {
        Assert.Equal(CharterOutcome.Accepted, Do(Migration()).Outcome);
        var migrated = _node.Size - 1;
        var order = new CourtOrder(
            _case, Record(_node).Head, Hash256.EmptyRoot, [new ActLeg(0, 1, 2_500)],
            [new LiabilityMove(1, 0, 1_500), new LiabilityMove(0, -1, 2_500)]);
        Assert.Equal(CharterOutcome.Accepted, Do(order).Outcome);
        Assert.True(Explainer.TryExplain(_node, _node.Size, migrated, out var moved));
        Assert.Equal("the case goes on under version 4 in open; it was in open under version 3", moved.Headline);
        Assert.Equal([$"actor {_governor} under the charter"], moved.Deciders);
        Assert.Equal([("payer/wallet", "bank/held", "CNY 25.00")], moved.Money.Select(m => (m.From, m.To, m.Amount)));
        Assert.Equal([("bank", _bank, "CNY 25.00", "CNY 10.00"), ("insurer", _insurer, "CNY 0.00", "CNY 15.00")],
            moved.Liability.Select(l => (l.Party, l.Actor, l.Before, l.After)));
        Assert.True(Explainer.TryExplain(_node, _node.Size, _node.Size - 1, out var ended));
        Assert.StartsWith("a court ended the case in open", ended.Headline, StringComparison.Ordinal);
        Assert.Equal([("bank", "CNY 0.00"), ("insurer", "CNY 0.00")], ended.Liability.Select(l => (l.Party, l.After)));
    }

    [Fact]
    public void A_court_may_lay_liability_on_a_party_that_never_bore_any()
    {
        var order = new CourtOrder(_case, Record(_node).Head, Hash256.EmptyRoot, [], [new LiabilityMove(1, 0, 2_500), new LiabilityMove(0, -1, 2_500)]);
        Assert.Equal(CharterOutcome.Accepted, Do(order).Outcome);
        Assert.Equal((0, 0), (Liability(_payer), Liability(_bank)));
        AgreesWithAReplay();
    }

    [Fact]
    public void Who_and_what_a_migration_binds_must_exist_and_fit()
    {
        var act = Migration();
        Assert.Equal(CharterOutcome.PartyMisbound, Do(act with { Parties = [0, 999, 0] }).Outcome);
        Assert.Equal(CharterOutcome.PartyMisbound, Do(act with { Parties = [0, _governor, 0] }).Outcome);
        Assert.Equal(CharterOutcome.AccountMisbound, Do(act with { Accounts = [0, 0, 999] }).Outcome);
        Assert.Equal(CharterOutcome.AccountMisbound, Do(act with { Accounts = [0, 0, Open(3)] }).Outcome);
        Assert.Equal(CharterOutcome.AccountMayGoNegative, Do(act with { Accounts = [0, 0, Open(4, mayGoNegative: true)] }).Outcome);
        Assert.Equal(CharterOutcome.ProductNotFound, Do(act with { Product = 999 }).Outcome);
        Assert.Equal(CharterOutcome.CaseNotFound, Do(act with { Case = 999 }).Outcome);
        Assert.Equal(CharterOutcome.NotAnotherVersion, Do(act with { Product = _first }).Outcome);
        Fill(_wallet, 10_000, back: true);
        Assert.Equal(CharterOutcome.Unfunded, Do(act).Outcome);
    }

    [Fact]
    public void Who_may_not_migrate_leaves_no_trace_but_the_refusal()
    {
        var size = _node.Size;
        var answer = _node.Run((now, batch) => _node.Cases.Execute(new DoAct(_node.Head(_payer), Migration()), now, batch));
        Assert.Equal((CharterOutcome.NoAuthority, size), (answer.Outcome, answer.Index));
        Assert.Equal(size + 1, _node.Size);
    }

    private MigrateCase Migration() => new(
        _case, Record(_node).Head, _second, 0, [0, _insurer, 0], [0, 0, _insurersWallet], [], [new ActLeg(1, 0, 2_500)], [new LiabilityMove(0, 1, 1_500)]);

    private CharterResult Do(CharterAct act) =>
        _node.Run((now, batch) => _node.Cases.Execute(new DoAct(_node.Head(_governor), act), now, batch));

    private void AgreesWithAReplay()
    {
        using var replayed = new LedgerState(new LedgerOptions(), _node, _node);
        var cases = new CasesState(new CaseOptions("example.com/log", StoryPen.Instance, StoryPen.Instance), replayed, _node);
        for (ulong i = 1; i < _node.Size; i++)
        {
            Assert.True(_node.TryRead(i, out var entry));
            if (!cases.Apply(entry)) replayed.Apply(entry.Span);
        }

        Assert.Equal(_node.Cases.Charter.ToSnapshot(), cases.Charter.ToSnapshot());
        Assert.True(cases.Tables.Cases.TryGet(_case, out var record));
        var live = Record(_node);
        Assert.Equal((live.Product, live.Head, live.Ordinal, live.ClosedAt, live.View.Due), (record.Product, record.Head, record.Ordinal, record.ClosedAt, record.View.Due));
        Assert.Equal(live.View.Liability, record.View.Liability);
        Assert.Equal(live.View.Held, record.View.Held);
        Assert.Equal(_node.Cases.NextDue, cases.NextDue);
        foreach (var account in new[] { _held, _wallet, _insurersWallet })
        {
            Assert.True(replayed.TryGetAccount(account, out var then) && _node.Ledger.TryGetAccount(account, out var now) && then == now);
        }
    }

    private CaseRecord Record(MemoryNode node)
    {
        Assert.True(node.Cases.Tables.Cases.TryGet(_case, out var record));
        return record;
    }

    private Int128 Balance(ulong opened)
    {
        Assert.True(_node.Ledger.TryGetAccount(opened, out var account));
        return (Int128)account.Balances.CreditsPosted - (Int128)account.Balances.DebitsPosted;
    }

    private Int128 Liability(ulong actor) => Balance(_node.Cases.Tables.Books.Find(Currency.Of("CNY"), "small", actor));

    private ulong Register(byte token) =>
        _node.Add(front => new ActorRegistered(front with { Kind = EntryKind.ActorRegistered }, new Id128(token), ActorKind.Person).Write);

    private void Appoint(string office) => _node.Add(front => new AuthorityGranted(
        front with { Kind = EntryKind.AuthorityGranted, Lineage = [_node.Cases.Registry.NextLink(_governor)] }, _governor, "", office).Write);

    private ulong Open(byte owner, bool mayGoNegative = false) => _node.Run((now, batch) => _node.Ledger.Execute(
        new OpenAccount(_node.Head(0), _node.Head(0).Id, _book) { Party = new Id128(owner), DebitLimit = mayGoNegative ? null : 0 }, now, batch)).Index;

    private void Fill(ulong opened, UInt128 amount, bool back = false)
    {
        Assert.True(_node.Ledger.TryGetAccount(Open(9, mayGoNegative: true), out var bank));
        Assert.True(_node.Ledger.TryGetAccount(opened, out var account));
        var (debit, credit) = back ? (account.Id, bank.Id) : (bank.Id, account.Id);
        _node.Run((now, batch) =>
        {
            var results = new TransferResult[1];
            _node.Ledger.Execute([new TransferCommand { Id = _node.Head(0).Id, Debit = debit, Credit = credit, Amount = amount }], now, batch, results);
            Assert.Equal(TransferOutcome.Accepted, results[0].Outcome);
            return 0;
        });
    }

    private ulong Enact(Product product, ulong[] parties, ulong[] accounts)
    {
        var source = System.Text.Encoding.UTF8.GetBytes($"version {product.Version}");
        var sourced = product with { Source = new Hash256(SHA256.HashData(source)) };
        var compiled = ProductCodec.Encode(sourced);
        foreach (var text in new[] { source, compiled })
            Assert.Equal(CharterOutcome.Accepted, _node.Run((now, batch) => _node.Cases.Execute(new PublishText(_node.Head(_governor), text), now, batch)).Outcome);
        var answer = Do(new EnactProduct(sourced.Source, new Hash256(SHA256.HashData(compiled)), [.. parties], [.. accounts]));
        Assert.Equal(CharterOutcome.Accepted, answer.Outcome);
        return answer.Index;
    }
}
