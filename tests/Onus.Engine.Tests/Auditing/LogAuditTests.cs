using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Auditing;
using Onus.Engine.Proving;
using Onus.Ledger;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Testing;

namespace Onus.Engine.Tests.Auditing;

public sealed class LogAuditTests
{
    [Fact]
    public async Task An_honest_log_is_executed_again_whole_with_its_roots()
    {
        var device = new SimulatedDevice(1);
        await TradeAsync(device);
        var report = LogAudit.Run(device);
        Assert.Null(report.Fault);
        Assert.Null(report.Fault);
        Assert.Equal((3ul, 0ul), (report.RootsChecked, report.Believed));
        Assert.Equal(report.Entries, report.Reexecuted + report.RootsChecked);
        Assert.Equal(report.Entries, report.Checkpoint!.Checkpoint.Size);
    }

    // Hashed and signed by its operator, so that only executing it again shows what is wrong.
    [Fact]
    public async Task A_log_that_its_operator_forged_and_signed_is_refuted_at_the_forged_entry()
    {
        var device = new SimulatedDevice(2);
        var forged = await TradeAsync(device);
        var entries = Entries(device);
        Assert.True(TransferLayout.TryRead(entries[(int)forged], out var transfer));
        var bytes = new byte[TransferLayout.PlainSize];
        TransferLayout.Write(transfer with { Amount = transfer.Amount + 1_000_000 }, bytes);
        entries[(int)forged] = bytes;
        Assert.Equal($"entry {forged}: the state before it does not lead to it", LogAudit.Run(Signed(entries)).Fault);
    }

    [Fact]
    public async Task An_entry_left_out_doubled_or_of_an_unknown_kind_is_refuted()
    {
        var device = new SimulatedDevice(3);
        await TradeAsync(device);
        var entries = Entries(device);
        Assert.Contains("its own index", LogAudit.Run(Signed([.. entries[..7], .. entries[8..]])).Fault, StringComparison.Ordinal);
        Assert.Contains("its own index", LogAudit.Run(Signed([.. entries[..8], .. entries[7..]])).Fault, StringComparison.Ordinal);
        var writer = CborExtensions.NewWriter();
        new EntryEnvelope((EntryKind)201, (ulong)entries.Length, LogTime.Max, Id128.None, Id128.None, 0, []).WriteStart(writer);
        writer.WriteNull();
        writer.WriteEndArray();
        Assert.Contains("does not know (201)", LogAudit.Run(Signed([.. entries, writer.Encode()])).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_false_state_root_is_refuted()
    {
        var device = new SimulatedDevice(4);
        await TradeAsync(device);
        var entries = Entries(device);
        var at = Array.FindLastIndex(entries, entry => EntryHeader.KindOf(entry) == EntryKind.StateRoot);
        entries[at][^4] ^= 1;
        Assert.Contains("has another root", LogAudit.Run(Signed(entries)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_log_is_refuted_before_anything_is_executed()
    {
        var device = new SimulatedDevice(5);
        await TradeAsync(device);
        var name = device.List().First(file => char.IsAsciiDigit(file[0]));
        device.Corrupt(name, bytes =>
        {
            bytes[8_000] ^= 1;
            return bytes;
        });
        try
        {
            Assert.StartsWith("the log is damaged", LogAudit.Run(device).Fault, StringComparison.Ordinal);
        }
        catch (Onus.Log.Storage.LogDamagedException)
        {
            // Found on opening already.
        }
    }

    [Fact]
    public async Task A_proof_as_of_an_audited_root_carries_the_auditors_cosignature_and_later_entries_change_nothing()
    {
        var device = new SimulatedDevice(6);
        await TradeAsync(device);
        var report = LogAudit.Run(device);
        using var auditor = Ed25519Signer.FromSeed("auditor.example", SignatureType.CosignatureEd25519, new byte[32]);
        var checkpoint = report.Checkpoint!;
        var audited = checkpoint.With([NoteSignature.Make(auditor, checkpoint.Note.Text, 1_800_000_000)]);
        using (var bank = Bank.Reopen(device))
            for (var i = 0; i < 300; i++) await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 7));

        using var log = LogOpener.OpenToRead(device);
        Assert.True(AuditedCheckpoint.Fits(audited, log.Reader));
        using var proofs = AuditedProofs.Open(log.Reader, device, audited)!;
        Assert.Equal(report.NewestRoot!.Envelope.Index, proofs.Root.Envelope.Index);
        LedgerProof[] made = [proofs.Balance(Bank.Account(0))!, proofs.Statement(Bank.Account(0))!, proofs.Total(Bank.Book)!];
        foreach (var proof in made)
        {
            Assert.True(LedgerProof.TryParse(proof.ToBytes(), out var read, out var error), error);
            Assert.Equal((null, StateProofOutcome.Proven), (read.FirstNotInLog(), read.VerifyState()));
            Assert.True(new VerifierSet(NoteVerifiers.Standard(auditor.Key)!).Verify(read.Checkpoint.Note).IsVerified);
        }

        Assert.Equal((UInt128)1_200, made[0].Balance!.Leaf.Balances.CreditsPosted);
        Assert.Null(proofs.Balance(Bank.Account(77)));
    }

    internal static async Task<ulong> TradeAsync(SimulatedDevice device)
    {
        using var bank = await Bank.CreateAsync(device, Bank.Options(device) with { StateRootEvery = null });
        for (var i = 0; i < 120; i++) await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(0), 10));
        var limited = await bank.Engine.SubmitAsync(bank.Pay(Bank.Account(0), Bank.Account(1), 5));
        await bank.Engine.RootAsync();
        var hold = bank.Pay(Bank.Account(0), Bank.Account(1), 50) with { Act = TransferAct.Hold, Timeout = 3_600 * LogTime.NanosecondsPerSecond };
        await bank.Engine.SubmitAsync(hold);
        var capture = new TransferCommand { Id = bank.NextHead().Id, Act = TransferAct.Capture, Target = hold.Id, Amount = 30, Code = 1 };
        await bank.Engine.SubmitAsync(capture);
        await bank.Engine.SubmitAsync(bank.Pay(Bank.Account(1), Bank.Account(0), 1_000_000));
        await bank.Engine.RootAsync();
        await bank.Engine.SubmitAsync(
            new CloseAccount(bank.NextHead(), Bank.Account(1), EmptyOnly: false), cancellation: TestContext.Current.CancellationToken);
        var later = await bank.Engine.SubmitAsync(bank.Pay(Bank.Source, Bank.Account(1), 1));
        Assert.NotEqual(TransferOutcome.Accepted, later.Result.Outcome);
        await bank.Engine.RootAsync();
        return limited.Result.Index;
    }

    private static byte[][] Entries(SimulatedDevice device)
    {
        using var log = LogOpener.OpenToRead(device);
        return [.. log.Reader.ReadEntries(0, log.Reader.Head.Size).Select(entry => entry.ToArray())];
    }

    private static SimulatedDevice Signed(byte[][] entries)
    {
        var device = new SimulatedDevice(9);
        LogOpener.Create(device, Bank.Key.Key);
        using var log = LogOpener.Open(new LogOptions { Device = device, Signers = [Bank.Key] }).Log!;
        var batch = log.NewBatch();
        foreach (var entry in entries) batch.Add(entry);
        Assert.Equal(CommitOutcome.Committed, log.Append(batch));
        return device;
    }
}
