using System.Security.Cryptography;
using System.Text;
using Onus.Core;
using Onus.Engine.Regulators;
using Onus.Engine.Vault;
using Onus.Log.Notes;
using Onus.Log.Storage;

namespace Onus.Server;

/// <summary>Where the parts of a node lie in its folder, and how they are made.</summary>
/// <remarks><c>keys/</c> belongs into no backup of the log: what is destroyed would come back from there.</remarks>
internal sealed class NodeFolder(string path)
{
    private const string LogKey = "log.key", PublicLogKey = "log.vkey";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Keys => Below("keys");

    /// <summary>The log's private key; made, with its public one beside it, where an origin is given and none is there.</summary>
    public Ed25519Signer LogSigner(string? newOrigin, IEntropy entropy)
    {
        var file = Below(LogKey);
        var isNew = !File.Exists(file);
        if (isNew && newOrigin is null) throw new NodeException($"there is no {LogKey} in {Path}: name the folder of a node, or an empty one");
        var signer = Signer(file, newOrigin ?? "", entropy);
        if (isNew) File.WriteAllText(Below(PublicLogKey), signer.Key + "\n");
        return signer;
    }

    public DirectoryDevice Device(params string[] below)
    {
        var device = DirectoryDevice.CreateAt(Path);
        for (var i = 1; i <= below.Length; i++) device = DirectoryDevice.CreateAt(Below(below[..i]));
        return device;
    }

    /// <summary>The folder for keys, which only its owner can enter.</summary>
    public DirectoryDevice KeyDevice(params string[] below)
    {
        var device = Device(["keys", .. below]);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Keys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return device;
    }

    /// <summary>The master key of the vault, made where none is there; sealed where there is a passphrase.</summary>
    public MasterKey MasterKey(string? passphrase, IEntropy entropy)
    {
        var file = Below("keys", "master.key");
        if (!File.Exists(file))
        {
            Span<byte> fresh = stackalloc byte[32];
            entropy.Fill(fresh);
            using var key = Onus.Engine.Vault.MasterKey.From(fresh);
            WriteSecret(file, passphrase is null ? Encoding.ASCII.GetBytes(Convert.ToHexStringLower(fresh) + "\n") : key.Seal(passphrase, entropy));
            CryptographicOperations.ZeroMemory(fresh);
        }

        var bytes = File.ReadAllBytes(file);
        if (bytes.Length == Onus.Engine.Vault.MasterKey.SealedSize)
        {
            return Onus.Engine.Vault.MasterKey.TryUnseal(bytes, passphrase ?? throw new NodeException($"{file} is sealed: give its passphrase"))
                ?? throw new NodeException($"the passphrase does not open {file}");
        }

        var text = Encoding.ASCII.GetString(bytes).Trim();
        return text.Length == 64 && text.All(char.IsAsciiHexDigit)
            ? Onus.Engine.Vault.MasterKey.From(Convert.FromHexString(text))
            : throw new NodeException($"{file} holds no master key");
    }

    /// <summary>The regulators' own logs: each in a folder and under a key by its name.</summary>
    public RegulatorOptions Regulators(IEntropy entropy, Action<string> warn) => new()
    {
        Device = origin => Device("regulators", NameOf(origin)),
        Signer = origin =>
        {
            KeyDevice("regulators");
            return Signer(Below("keys", "regulators", NameOf(origin) + ".key"), origin, entropy);
        },
        Warn = warn,
    };

    public string Below(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file that only its owner can read, whole or not at all, durably.</summary>
    public static void WriteSecret(string file, ReadOnlySpan<byte> bytes)
    {
        var unfinished = file + ".unfinished";
        File.Delete(unfinished);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(unfinished, options))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
        new DirectoryDevice(System.IO.Path.GetDirectoryName(file)!).FlushDirectory();
    }

    // The origin of a regulator's log ends with its name, which the compiler keeps to letters, digits and hyphens; a name that
    // came another way must not leave the folder.
    private static string NameOf(string origin)
    {
        var name = origin[(origin.LastIndexOf('/') + 1)..];
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? name
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
    }

    private static Ed25519Signer Signer(string file, string origin, IEntropy entropy)
    {
        if (!File.Exists(file))
        {
            using var fresh = Ed25519Signer.Generate(origin, SignatureType.Ed25519, entropy);
            WriteSecret(file, Encoding.ASCII.GetBytes(fresh.ExportPrivateKey() + "\n"));
        }

        return Ed25519Signer.TryParsePrivateKey(File.ReadAllText(file).Trim(), out var key, out var error)
            ? key
            : throw new NodeException($"{file} holds no private key: {error}");
    }
}
