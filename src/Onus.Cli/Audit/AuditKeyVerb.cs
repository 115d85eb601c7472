using System.CommandLine;
using Onus.Cli.Log;
using Onus.Log.Notes;

namespace Onus.Cli.Audit;

/// <summary><c>onus audit keygen</c>: makes an auditor's key.</summary>
internal static class AuditKeyVerb
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The auditor's name, such as auditor.example." };
        var file = new Option<FileInfo>("--output", "-o") { Description = "Where the private key is written; the public one goes beside it.", HelpName = "FILE", Required = true };
        var verb = new Command("keygen", "Make an auditor's key.") { name, file };
        verb.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            using var key = LogDirectory.MakeKey(LogDirectory.CheckOrigin(parsed.GetRequiredValue(name)), path, SignatureType.CosignatureEd25519);
            OutputFile.Write(path.FullName + ".vkey", System.Text.Encoding.UTF8.GetBytes(key.Key + "\n"));
            parsed.Output().WriteLine($"its public key, for everybody who verifies:  {key.Key}");
            parsed.Output().WriteLine($"its private key is in {path.FullName}: whoever reads it can cosign as {key.Key.Name}");
            return ExitCode.Done;
        });
        return verb;
    }

    /// <summary>Reads an auditor's private key.</summary>
    public static Ed25519Signer Read(FileInfo file)
    {
        if (!File.Exists(file.FullName)) throw new Refusal($"there is no key file {file}; 'onus audit keygen' makes one");
        if (!Ed25519Signer.TryParsePrivateKey(File.ReadAllText(file.FullName).Trim(), out var key, out var error))
            throw new Refusal($"{file} holds no private key: {error}");
        if (key.Key.Type == SignatureType.CosignatureEd25519) return key;
        key.Dispose();
        throw new Refusal($"{file} is a log's key: an auditor has its own, 'onus audit keygen' makes one");
    }
}
