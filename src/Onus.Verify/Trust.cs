using System.CommandLine;
using Onus.Log.MlDsa;
using Onus.Log.Notes;
using Onus.Log.Policy;

namespace Onus.Verify;

/// <summary>Whom the caller trusts: keys and policy from the command line, never from the evidence.</summary>
internal sealed class Trust
{
    private const int MaxKeyFileSize = 100_000;

    private readonly Option<string[]> _keys = new("--vkey")
    {
        Description = "The log's verifier key (name+id+base64), or a file that holds it. May be given more than once.",
        HelpName = "KEY",
    };

    private readonly Option<FileInfo?> _policy = new("--policy")
    {
        Description = "A policy file (C2SP tlog-policy): which logs and witnesses you trust, and how many witnesses you demand.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a verb.</summary>
    public static Trust AddTo(Command verb)
    {
        var trust = new Trust();
        verb.Options.Add(trust._keys);
        verb.Options.Add(trust._policy);
        return trust;
    }

    /// <summary>The policy that the command line amounts to; null when it names no key and no policy.</summary>
    public TrustPolicy? Read(ParseResult parsed)
    {
        VerifierKey[] keys = [.. (parsed.GetValue(_keys) ?? []).Select(ReadKey)];
        var file = parsed.GetValue(_policy);
        if (file is null) return keys.Length == 0 ? null : TrustPolicy.OfLog(MlDsaVerifier.Factory, keys);
        if (!TrustPolicy.TryParse(InputFile.Read(file, TrustPolicy.MaxSize), MlDsaVerifier.Factory, out var policy, out var error))
        {
            throw new Refusal($"{file}: {error}");
        }

        if (keys.FirstOrDefault(key => policy.Witnesses.Any(witness => witness.Key.HasSameMaterial(key))) is { } both)
        {
            throw new Refusal($"{both.Name} is a witness in {file}: a log that witnesses itself has no witness");
        }

        policy = policy.WithLogs(MlDsaVerifier.Factory, keys);
        return policy.Logs.Count > 0 ? policy : throw new Refusal($"{file} lists no log: add a log line, or give its key by --vkey");
    }

    private static VerifierKey ReadKey(string given)
    {
        if (VerifierKey.TryParse(given, out var key, out var error)) return Supported(key, given);
        if (!File.Exists(given)) throw new Refusal($"--vkey {given}: {error}, and there is no such file");
        var text = System.Text.Encoding.UTF8.GetString(InputFile.Read(new FileInfo(given), MaxKeyFileSize)).Trim();
        return VerifierKey.TryParse(text, out key, out error) ? Supported(key, given) : throw new Refusal($"{given}: {error}");
    }

    private static VerifierKey Supported(VerifierKey key, string given) => MlDsaVerifier.Factory(key) is not null
        ? key
        : throw new Refusal($"--vkey {given}: keys of algorithm 0x{(byte)key.Type:x2} are not supported");
}
