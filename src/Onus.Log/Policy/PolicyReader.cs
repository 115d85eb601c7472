using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;
using Onus.Log.Notes;

namespace Onus.Log.Policy;

/// <summary>Reads one policy file, line by line.</summary>
/// <remarks>The file is octets: a name is whatever stands between spaces and tabs, compared octet by octet. Latin-1 maps
/// each octet to one character, so strings serve as octet strings here.</remarks>
internal sealed class PolicyReader(NoteVerifierFactory verifierOf)
{
    /// <summary>The most logs, witnesses and groups each; the specification asks for at least 32.</summary>
    public const int MaxOfEach = 1_000;

    private static readonly char[] Blanks = [' ', '\t'];

    private readonly List<PolicyLog> _logs = [];
    private readonly List<PolicyWitness> _witnesses = [];
    private readonly List<PolicyGroup> _groups = [];
    private readonly List<INoteVerifier> _verifiers = [];
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private string? _quorum;

    public bool TryRead(
        ReadOnlySpan<byte> file, [NotNullWhen(true)] out TrustPolicy? policy, [NotNullWhen(false)] out string? error)
    {
        policy = null;
        error = file.Length > TrustPolicy.MaxSize ? $"a policy of more than {TrustPolicy.MaxSize} bytes" : ReadLines(file);
        if (error is null && _quorum is null) error = "no quorum line; 'quorum none' asks for no witness";
        if (error is not null) return false;
        policy = new TrustPolicy(_logs, _witnesses, _groups, _quorum!, _verifiers);
        return true;
    }

    private string? ReadLines(ReadOnlySpan<byte> file)
    {
        var number = 0;
        foreach (var range in file.Split((byte)'\n'))
        {
            number++;
            var line = file[range];
            var error = BadOctet(line) ?? ReadLine(Encoding.Latin1.GetString(line));
            if (error is not null) return $"line {number}: {error}";
        }

        return null;
    }

    private static string? BadOctet(ReadOnlySpan<byte> line)
    {
        foreach (var octet in line)
        {
            if (octet is < 0x20 and not (byte)'\t' or 0x7F)
            {
                return $"control character 0x{octet:x2}; a policy has no others than tab and line feed";
            }
        }

        return null;
    }

    private string? ReadLine(string line)
    {
        var items = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0 || items[0][0] == '#') return null;
        return items[0] switch
        {
            "log" => ReadLog(items),
            "witness" => ReadWitness(items),
            "group" => ReadGroup(items),
            "quorum" => ReadQuorum(items),
            _ => $"'{Shown(items[0])}' is not log, witness, group or quorum",
        };
    }

    private string? ReadLog(string[] items)
    {
        if (items.Length is < 2 or > 3) return "a log line is: log <vkey> [<url>]";
        if (_logs.Count == MaxOfEach) return $"more than {MaxOfEach} logs";
        if (ReadKey(items[1], out var key) is { } error) return error;
        _logs.Add(new PolicyLog(key!, items.Length == 3 ? Shown(items[2]) : null));
        return null;
    }

    private string? ReadWitness(string[] items)
    {
        if (items.Length is < 3 or > 4) return "a witness line is: witness <name> <vkey> [<url>]";
        if (_witnesses.Count == MaxOfEach) return $"more than {MaxOfEach} witnesses";
        if (ReadKey(items[2], out var key) is { } error) return error;
        if (!key!.IsCosigner) return $"a witness needs a cosignature key (0x04 or 0x06), this one is 0x{(byte)key.Type:x2}";
        if (Define(items[1]) is { } taken) return taken;
        var url = items.Length == 4 ? Shown(items[3]) : null;
        _witnesses.Add(new PolicyWitness(Shown(items[1]), key, url) { Octets = items[1] });
        return null;
    }

    private string? ReadGroup(string[] items)
    {
        if (items.Length < 4) return "a group line is: group <name> all|any|<k> <member>...";
        if (_groups.Count == MaxOfEach) return $"more than {MaxOfEach} groups";
        var members = items[3..];
        foreach (var member in members)
        {
            if (!_defined.Contains(member)) return $"'{Shown(member)}' is not defined above";
            if (!_members.Add(member)) return $"'{Shown(member)}' is already a member of a group; it may count only once";
        }

        ulong threshold = 1;
        if (items[2] == "all") threshold = (ulong)members.Length;
        else if (items[2] != "any" && !StrictDecimal.TryParse(Encoding.Latin1.GetBytes(items[2]), out threshold))
        {
            return $"'{Shown(items[2])}' is not all, any or a number";
        }

        if (threshold < 1 || threshold > (ulong)members.Length) return $"the number must be from 1 to {members.Length}, the members";
        if (Define(items[1]) is { } taken) return taken;
        _groups.Add(new PolicyGroup(items[1], (int)threshold, members));
        return null;
    }

    private string? ReadQuorum(string[] items)
    {
        if (items.Length != 2) return "a quorum line is: quorum <name>|none";
        if (_quorum is not null) return "a second quorum line";
        if (items[1] != TrustPolicy.NoQuorum && !_defined.Contains(items[1])) return $"'{Shown(items[1])}' is not defined above";
        _quorum = items[1];
        return null;
    }

    // The specification forbids one key for two logs or two witnesses. One key for a log and a witness is refused as well:
    // a log that witnesses itself has no witness.
    private string? ReadKey(string item, out VerifierKey? key)
    {
        key = null;
        var octets = Encoding.Latin1.GetBytes(item);
        if (!Utf8.IsValid(octets)) return "the verifier key is not UTF-8";
        if (!VerifierKey.TryParse(Encoding.UTF8.GetString(octets), out key, out var error)) return error;
        foreach (var known in _verifiers)
        {
            if (known.Key.HasSameMaterial(key)) return "the same public key stands in a line above";
        }

        if (verifierOf(key) is not { } verifier) return $"keys of algorithm 0x{(byte)key.Type:x2} are not supported here";
        _verifiers.Add(verifier);
        return null;
    }

    private string? Define(string name)
    {
        if (name == TrustPolicy.NoQuorum) return "'none' is the name of no witness and no group";
        return _defined.Add(name) ? null : $"'{Shown(name)}' is defined above";
    }

    // For people: UTF-8 where the octets are UTF-8.
    private static string Shown(string octets)
    {
        var bytes = Encoding.Latin1.GetBytes(octets);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : octets;
    }
}
