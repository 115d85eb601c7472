using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Log.Notes;
using Onus.Log.Proofs;
using Onus.Log.Storage;
using Onus.Log.Tests.Notes;

namespace Onus.Verify.Tests;

/// <summary>What the verifier says of a report that stands in two logs.</summary>
public sealed class ReportVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onus-report-").FullName;
    private readonly Ed25519Signer _mainKey = TestKeys.Log("bank.example");
    private readonly Ed25519Signer _key = TestKeys.Log("bank.example/regulators/mas");
    private readonly Ed25519Signer _strangeKey = TestKeys.Log("bank.example/regulators/fca");

    public void Dispose()
    {
        _mainKey.Dispose();
        _key.Dispose();
        _strangeKey.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_report_in_both_logs_is_proven_and_told_in_words()
    {
        var (exit, output, _) = await RunAsync(Proof(), _mainKey, _key);
        Assert.Equal(0, exit);
        Assert.Contains("Entry 0 of the log of mas and entry 0 of bank.example say the same: report 0 of act 0 is overdue", output, StringComparison.Ordinal);
        Assert.Contains("nothing else had to be reported", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_keys_it_agrees_only_with_itself_and_with_one_key_it_is_refuted()
    {
        Assert.Equal(5, (await RunAsync(Proof())).ExitCode);
        var (exit, output, _) = await RunAsync(Proof(), _key);
        Assert.Equal(1, exit);
        Assert.Contains("the main log", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_entries_that_do_not_name_each_other_are_refuted()
    {
        var (one, other) = (Proof(), Proof(wasDue: 7));
        var mixed = new ReportProof(one.MainEntry, one.Main, other.Entry, other.Regulatory);
        var (exit, output, _) = await RunAsync(mixed, _mainKey, _key);
        Assert.Equal(1, exit);
        Assert.Contains("REFUTED: the regulator's entry is about another entry of the main log", output, StringComparison.Ordinal);

        var stranger = Proof(regulatorKey: _strangeKey);
        (exit, output, _) = await RunAsync(stranger, _mainKey, _strangeKey);
        Assert.Equal(1, exit);
        Assert.Contains("the regulator's log is not the main log's", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_byte_is_refuted_or_refused_in_one_line()
    {
        var bytes = Proof().ToBytes();
        for (var at = 0; at < bytes.Length; at += 5)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            var (exit, _, error) = await RunAsync(changed, _mainKey, _key);
            Assert.True(exit is 1 or 2, $"byte {at}: exit {exit}");
            Assert.True(error.Length == 0 || error.TrimEnd().Split('\n').Length == 1, error);
        }
    }

    private ReportProof Proof(ulong wasDue = 5, Ed25519Signer? regulatorKey = null)
    {
        var record = new ReportRecord(ReportEvent.Overdue, new DutyName(0, 0), null, null);
        var front = new EntryEnvelope(EntryKind.DutyOverdue, 0, new LogTime(9), Id128.None, Id128.None, 0, [new LineageLink(3, 3, 1)]);
        var writer = CborExtensions.NewWriter();
        new DutyOverdue(front, 3, record.Duty, new LogTime(wasDue), record.PlaceAt("mas", 0)).Write(writer);
        var main = writer.Encode();
        var entry = new RegulatorEntry(
            front with { Kind = EntryKind.Regulatory, Lineage = [new LineageLink(0, 0, 0)] }, 0, MerkleHasher.HashLeaf(main), record.ToBytes()).ToBytes();
        return new ReportProof(main, InLog(main, _mainKey), entry, InLog(entry, regulatorKey ?? _key));
    }

    private TlogProof InLog(byte[] entry, Ed25519Signer key)
    {
        var device = DirectoryDevice.CreateAt(Path.Combine(_folder, Path.GetRandomFileName()));
        LogOpener.Create(device, key.Key);
        using var log = LogOpener.Open(new LogOptions { Device = device, Signers = [key] }).Log!;
        var batch = log.NewBatch();
        batch.Add(entry);
        log.Append(batch);
        return new TlogProof(0, log.Reader.Inclusion(0, 1), SignedCheckpoint.Parse(log.Head.Checkpoint.Span));
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(ReportProof proof, params Ed25519Signer[] keys) => RunAsync(proof.ToBytes(), keys);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(byte[] proof, params Ed25519Signer[] keys)
    {
        var file = Path.Combine(_folder, "a.report-proof");
        await File.WriteAllBytesAsync(file, proof, TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] arguments = ["report", file, .. keys.SelectMany(key => new[] { "--vkey", key.Key.ToString() })];
        return (await VerifyCommand.RunAsync(arguments, output, error), output.ToString(), error.ToString());
    }
}
