using System.Text;
using Onus.Log.Proofs;
using Onus.Log.Tests.Notes;
using Onus.Log.Tests.Proofs;

namespace Onus.Verify.Tests;

/// <summary>A folder of evidence from a log of 600 entries, two of three witnesses included, and what a run says to it.</summary>
public sealed class Evidence : IDisposable
{
    public const ulong Size = 600;
    public const ulong Index = 300;

    private readonly TestLog _log = new((int)Size);
    private readonly Log.Notes.Ed25519Signer[] _witnesses = [.. Enumerable.Range(1, 3).Select(i => TestKeys.Witness($"w{i}.example"))];

    public Evidence()
    {
        _log.WriteTiles(Folder, Size, _witnesses[0], _witnesses[2]);
        Write("entry.bin", _log.Entry(Index));
        Write("other.bin", _log.Entry(Index + 1));
        Write("entry.tlog-proof", _log.Prove(Index, Size, _witnesses[0], _witnesses[2]).ToBytes());
        Write("early.checkpoint", _log.Checkpoint(257, _witnesses[0], _witnesses[2]).ToBytes());
        Write("bare.checkpoint", _log.Checkpoint(Size).ToBytes());
        Write("entry.cose", CoseReceipt.Issue(_log.Prove(Index, Size), Core.MerkleHasher.HashLeaf(_log.Entry(Index)), _log.Key).ToBytes());
        Write("log.vkey", Encoding.UTF8.GetBytes(Key + "\n"));
        Write("two-of-three.policy", Policy(2));
        Write("all-three.policy", Policy(3));
        Write("none.policy", Encoding.UTF8.GetBytes($"log {Key}\nquorum none\n"));
    }

    internal TestLog Log => _log;

    public string Folder { get; } = Directory.CreateTempSubdirectory("onus-evidence-").FullName;

    public string Key => _log.Key.Key.ToString();

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(Path(name), bytes);

    /// <summary>Runs the verifier; an argument that names a file of the folder is that file.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var named = arguments.Select((a, i) => i > 0 && File.Exists(Path(a)) ? Path(a) : a).ToArray();
        return (await VerifyCommand.RunAsync(named, output, error), output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private byte[] Policy(int quorum) => Encoding.UTF8.GetBytes(
        $"log {Key}\nwitness one {_witnesses[0].Key}\nwitness two {_witnesses[1].Key}\nwitness three {_witnesses[2].Key}\n"
        + $"group all-of-them {quorum} one two three\nquorum all-of-them\n");
}
