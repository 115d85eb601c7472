using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Ledger.Tests;

/// <summary>Entries of other rooms that post lines: the ledger decides and folds them, and follows accounts through them.</summary>
public sealed class OtherRoomTests : IDisposable
{
    private readonly TestLedger _ledger = new();
    private readonly ulong _claims, _merchant;

    public OtherRoomTests()
    {
        var book = _ledger.NewBook();
        var (claims, merchant) = (_ledger.NewAccount(book), _ledger.NewAccount(book, creditLimit: 100));
        (_claims, _merchant) = (_ledger.Account(claims).Opened, _ledger.Account(merchant).Opened);
    }

    public void Dispose() => _ledger.Dispose();

    [Fact]
    public void An_exposure_cap_is_a_credit_limit_that_no_two_acts_can_both_pass()
    {
        Assert.Equal(PostingsOutcome.Accepted, Post(60));
        Assert.Equal(PostingsOutcome.ExceedsCreditLimit, Post(41));
        Assert.Equal(PostingsOutcome.Accepted, Post(40));
        Assert.Equal(PostingsOutcome.ExceedsCreditLimit, Post(1));
    }

    [Fact]
    public void Lines_that_cannot_be_posted_are_refused_with_their_place()
    {
        Assert.Equal((PostingsOutcome.AmountMustNotBeZero, 1), Check(new(_claims, Side.Debit, 1), new(_merchant, Side.Credit, 0)));
        Assert.Equal((PostingsOutcome.AccountTwice, 1), Check(new(_claims, Side.Debit, 1), new(_claims, Side.Credit, 1)));
        Assert.Equal((PostingsOutcome.AccountNotFound, 1), Check(new(_claims, Side.Debit, 1), new(3, Side.Credit, 1)));
        Assert.Equal((PostingsOutcome.Unbalanced, 0), Check(new(_claims, Side.Debit, 2), new(_merchant, Side.Credit, 1)));
        Assert.Equal((PostingsOutcome.ExceedsCreditLimit, 1), Check(new(_claims, Side.Debit, 101), new(_merchant, Side.Credit, 101)));
        Assert.Equal(PostingsOutcome.Accepted, Check().Outcome);
    }

    [Fact]
    public void Statements_and_queries_follow_an_account_through_acts_of_cases()
    {
        Post(60);
        _ledger.Log.Add(Entry(EntryKind.ActorRegistered, [], w => w.WriteNull()));
        Post(30);
        var (root, entry) = _ledger.NewRoot(_merchant);
        var entries = _ledger.Log.Where(e => e.Length > 0 && AccountStep.TryRead(e, _merchant, out _))
            .Select(e => (ReadOnlyMemory<byte>)e).ToList();
        Assert.Equal(3, entries.Count);
        var statement = new StatementProof(null, root.ProveBalance(_merchant, entry)!, entries);
        Assert.Equal(StateProofOutcome.Proven, statement.Verify(out var lines));
        Assert.Equal((UInt128)90, lines[^1].Balances.CreditsPosted);
        var queries = new LedgerQueries(_ledger.State, _ledger);
        var page = queries.Entries(new EntryFilter { AtLeast = 30, AtMost = 60 }, null, 10, (ulong)_ledger.Log.Count);
        Assert.Equal([EntryKind.Act, EntryKind.Act], page.Rows.Select(row => row.Kind));
        Assert.Equal(new Balances(0, 60, 0, 0), queries.BalancesAt(_merchant, lines[1].Step.Time));
    }

    [Fact]
    public void An_id_that_another_room_used_is_taken_for_the_ledger_too()
    {
        var id = _ledger.NewId();
        _ledger.Log.Add(Entry(EntryKind.ActorRegistered, [], w => w.WriteNull(), id));
        _ledger.State.RememberCommand(id, (ulong)_ledger.Log.Count - 1, _ledger.LastTime);
        Assert.True(_ledger.State.TryFindCommand(id, out _));
        var transfer = _ledger.Transfer(new Id128(1), new Id128(2), 1) with { Id = id };
        Assert.Equal(TransferOutcome.ExistsWithDifferentRequest, _ledger.Run(transfer).Outcome);
        var book = new OpenBook(new CommandHead(id, default, 0), _ledger.NewId(), "EUR", 2, BookPurpose.Liability);
        Assert.Equal(OpenBookOutcome.ExistsWithDifferentRequest, _ledger.Run(book).Outcome);
    }

    private (PostingsOutcome Outcome, int Place) Check(params PostedLine[] lines) =>
        (_ledger.State.Check(lines, out var place), place);

    private PostingsOutcome Post(UInt128 amount)
    {
        PostedLine[] lines = [new(_claims, Side.Debit, amount), new(_merchant, Side.Credit, amount)];
        var outcome = _ledger.State.Check(lines, out _);
        if (outcome != PostingsOutcome.Accepted) return outcome;
        LineageLink[] lineage = [.. lines.Select(line => _ledger.State.NextLink(line.Account))];
        var index = (ulong)_ledger.Log.Count;
        _ledger.Log.Add(Entry(EntryKind.Act, lineage, writer =>
        {
            writer.WriteStartArray(2);
            PostedLine.WriteAll(writer, lines);
            writer.WriteTextString("whatever a case says");
            writer.WriteEndArray();
        }));
        _ledger.State.Post(lines, lineage, index);
        return outcome;
    }

    private byte[] Entry(
        EntryKind kind, LineageLink[] lineage, Action<System.Formats.Cbor.CborWriter> body, Id128 command = default)
    {
        var index = (ulong)_ledger.Log.Count;
        var time = _ledger.LastTime.Plus(index);
        var writer = CborExtensions.NewWriter();
        new EntryEnvelope(kind, index, time, command, Id128.None, 0, lineage).WriteStart(writer);
        body(writer);
        writer.WriteEndArray();
        return writer.Encode();
    }
}
