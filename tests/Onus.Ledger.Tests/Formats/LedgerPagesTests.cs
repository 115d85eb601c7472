using System.Formats.Cbor;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Tests.Formats;

namespace Onus.Ledger.Tests;

/// <summary>The vectors of the ledger's format pages are what the code makes, and the code reads them.</summary>
public sealed class LedgerPagesTests
{
    private static readonly LogTime Noon = LogTime.FromUnixSeconds(1_800_000_000);

    private static Id128 Id(ulong number) =>
        new(((UInt128)Noon.UnixMilliseconds << 80) | ((UInt128)7 << 76) | ((UInt128)2 << 62) | number);

    [Fact]
    public void The_vectors_of_the_transfer_page_are_what_the_code_makes()
    {
        var page = new FormatPage("transfer.md");
        var transfer = new TransferEntry
        {
            Index = 40, Time = Noon, Id = Id(1), Trace = new Id128(0xABCDEF), Actor = 9,
            Debit = 18, DebitPrevious = 18, DebitOrdinal = 1, Credit = 19, CreditPrevious = 19, CreditOrdinal = 1,
            Amount = 1_000, Code = 7,
        };
        var hold = transfer with
        {
            Index = 41, Time = Noon.Plus(1), Id = Id(2), Act = TransferAct.Hold, DebitPrevious = 40, DebitOrdinal = 2,
            CreditPrevious = 40, CreditOrdinal = 2, Amount = 800, About = Noon.Plus(3_600 * LogTime.NanosecondsPerSecond).Nanoseconds,
        };
        var capture = hold with
        {
            Index = 42, Time = Noon.Plus(2), Id = Id(3), Act = TransferAct.Capture, DebitPrevious = 41, DebitOrdinal = 3,
            CreditPrevious = 41, CreditOrdinal = 3, Amount = 500, About = 41,
            Term = TransferTerm.ReleasesRest, TermAmount = 300,
        };
        var lapse = new TransferEntry
        {
            Index = 44, Time = Noon.Plus(7_200 * LogTime.NanosecondsPerSecond), Act = TransferAct.Lapse, Debit = 18, DebitPrevious = 43,
            DebitOrdinal = 5, Credit = 19, CreditPrevious = 43, CreditOrdinal = 5, Amount = 20, About = 43,
        };
        foreach (var (name, entry) in new[] { ("transfer", transfer), ("hold", hold), ("capture", capture), ("lapse", lapse) })
        {
            var bytes = new byte[TransferLayout.LongSize];
            page.Check(name, bytes.AsSpan(0, TransferLayout.Write(entry, bytes)));
            Assert.True(TransferLayout.TryRead(page.Bytes(name), out var back));
            Assert.Equal(entry, back);
        }
    }

    [Fact]
    public void The_vectors_of_the_account_page_are_what_the_code_makes()
    {
        var page = new FormatPage("account.md");
        var envelope = Envelope(EntryKind.BookOpened, 17);
        Check(page, "book-opened", new BookOpened(envelope, new Id128(0xB00C), "CNY", 2, BookPurpose.Money).Write);
        var opened = new AccountOpened(
            Envelope(EntryKind.AccountOpened, 18), new Id128(0xACC1), 17, new Id128(0xA11CE), 100, 0, 500_000, 0, 0, 0);
        Check(page, "account-opened", opened.Write);
        var changed = Envelope(EntryKind.LimitsChanged, 19) with { Lineage = [new LineageLink(18, 18, 1)] };
        Check(page, "limits-changed", new LimitsChanged(changed, 20_000, null).Write);
        var closed = Envelope(EntryKind.AccountClosed, 20) with { Lineage = [new LineageLink(18, 19, 2)] };
        Check(page, "account-closed", new AccountClosed(closed, true).Write);
        var reopened = Envelope(EntryKind.AccountReopened, 21) with { Lineage = [new LineageLink(18, 20, 3)] };
        Check(page, "account-reopened", new AccountReopened(reopened).Write);
        Assert.True(BookOpened.TryRead(page.Bytes("book-opened"), out _));
        Assert.True(AccountOpened.TryRead(page.Bytes("account-opened"), out _));
        Assert.True(LimitsChanged.TryRead(page.Bytes("limits-changed"), out _));
        Assert.True(AccountClosed.TryRead(page.Bytes("account-closed"), out _));
        Assert.True(AccountReopened.TryRead(page.Bytes("account-reopened"), out _));
    }

    [Fact]
    public void The_vector_of_the_postings_page_is_what_the_code_makes()
    {
        var page = new FormatPage("postings.md");
        var envelope = Envelope(EntryKind.Postings, 50) with
        {
            Lineage = [new LineageLink(18, 40, 6), new LineageLink(19, 40, 6), new LineageLink(20, 20, 1)],
        };
        PostedLine[] lines = [new(18, Side.Debit, 30_000), new(19, Side.Credit, 20_000), new(20, Side.Credit, 10_000)];
        var entry = new PostingsEntry(
            envelope, lines, [new PostedLine(18, Side.Debit, 50_000)], 3, null, null, new Id128(0x5EF), 0, 0, 0);
        Check(page, "postings", entry.Write);
        Assert.True(PostingsEntry.TryRead(page.Bytes("postings"), out _));
    }

    [Fact]
    public void The_vector_of_the_refusal_page_is_what_the_code_makes()
    {
        var page = new FormatPage("refusal.md");
        var command = new TransferCommand { Debit = new Id128(0xACC1), Credit = new Id128(0xACC2), Amount = 1_001 };
        var entry = new RefusedEntry(
            Envelope(EntryKind.Refused, 60), LedgerRequestKind.Transfer, (byte)TransferOutcome.ExceedsDebitLimit, 0,
            CommandContent.Encode(command));
        Check(page, "refusal", entry.Write);
        Assert.True(RefusedEntry.TryRead(page.Bytes("refusal"), out var refused));
        Assert.Equal(command with { Id = Id(60), Actor = 9 }, CommandContent.DecodeTransfer(refused!));
    }

    [Fact]
    public void The_vectors_of_the_state_root_page_are_what_the_code_makes_and_prove_what_they_say()
    {
        var page = new FormatPage("state-root.md");
        using var ledger = new TestLedger();
        ledger.Log.Add([]);
        var book = ledger.NewBook();
        Id128[] accounts = [ledger.NewAccount(book), ledger.NewAccount(book, debitLimit: 0), ledger.NewAccount(book)];
        ledger.Run(ledger.Transfer(accounts[0], accounts[1], 1_000));
        var (root, entry) = ledger.NewRoot(19);
        var balance = root.ProveBalance(19, entry)!;
        var statement = new StatementProof(null, balance, [ledger.Log[19], ledger.Log[21]]);
        var leaf = new byte[AccountLeaf.Size];
        balance.Leaf.Write(leaf);
        page.Check("account-leaf", leaf);
        page.Check("account-leaf-hash", balance.Leaf.ToNode().Hash.Bytes);
        page.Check("book-root-hash", balance.Total.Leaf.Root.Hash.Bytes);
        page.Check("state-root", entry);
        page.Check("balance", balance.Encode());
        page.Check("statement", statement.Encode());
        Assert.True(BalanceProof.TryDecode(page.Bytes("balance"), out var readBalance));
        Assert.Equal(StateProofOutcome.Proven, readBalance!.Verify(out _));
        Assert.True(StatementProof.TryDecode(page.Bytes("statement"), out var readStatement));
        Assert.Equal(StateProofOutcome.Proven, readStatement!.Verify(out var lines));
        Assert.Equal((UInt128)1_000, lines[^1].Balances.CreditsPosted);
    }

    private static EntryEnvelope Envelope(EntryKind kind, ulong index) =>
        new(kind, index, Noon.Plus(index), Id(index), Id128.None, 9, []);

    private static void Check(FormatPage page, string name, Action<CborWriter> write)
    {
        var writer = CborExtensions.NewWriter();
        write(writer);
        page.Check(name, writer.Encode());
    }
}
