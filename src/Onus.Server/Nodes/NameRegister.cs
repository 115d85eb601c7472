using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Onus.Core;
using Onus.Engine.Vault;

namespace Onus.Server;

/// <summary>By which names this node shows actors and accounts. A name lies encrypted in the vault, under the key of its
/// subject: with the subject it is destroyed. The log never sees it.</summary>
/// <remarks>Safe for many threads. The file beside the vault's objects says which token has which object: a line
/// <c>token subject commitment</c> for each name that was ever given, the last one counts.</remarks>
public sealed class NameRegister : IDisposable
{
    /// <summary>The most characters of a name.</summary>
    public const int MostCharacters = 100;

    private readonly ConcurrentDictionary<Id128, (string Name, Id128 Subject, Hash256 Commitment)> _names = new();
    private readonly Lock _gate = new();
    private readonly DataVault _vault;
    private readonly FileStream _file;
    private Id128 _house;

    private NameRegister(DataVault vault, FileStream file) => (_vault, _file) = (vault, file);

    /// <summary>The name of an actor's token or of an account's id; null where this node knows none, or may not know it any more.</summary>
    public string? Of(Id128 token) =>
        _names.TryGetValue(token, out var known) && _vault.IsLiving(known.Subject) ? known.Name : null;

    /// <summary>Gives a name, durably.</summary>
    /// <param name="token">What it names.</param>
    /// <param name="name">The name.</param>
    /// <param name="subject">The person whom it is about, where that is another token: the owner of an account.</param>
    public void Set(Id128 token, string name, Id128? subject = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, MostCharacters, nameof(name));
        lock (_gate)
        {
            if (_names.TryGetValue(token, out var known) && known.Name == name && _vault.IsLiving(known.Subject)) return;
            var about = subject is { } other && _vault.IsLiving(other) ? other : _vault.IsLiving(token) ? token : House();
            var commitment = _vault.Put(VaultItem.Document(about, Encoding.UTF8.GetBytes(name)))[0];
            Append($"{token} {about} {commitment}");
            _names[token] = (name, about, commitment);
        }
    }

    /// <summary>Destroys a name, durably; nothing happens where there is none.</summary>
    public void Forget(Id128 token)
    {
        lock (_gate)
        {
            if (!_names.TryRemove(token, out var known)) return;
            _vault.Destroy(known.Commitment);
        }
    }

    /// <summary>Whose name contains the text, in either case, in the order of the names.</summary>
    public IEnumerable<(Id128 Token, string Name)> Find(string text) => _names
        .Where(pair => pair.Value.Name.Contains(text, StringComparison.OrdinalIgnoreCase) && _vault.IsLiving(pair.Value.Subject))
        .Select(pair => (pair.Key, pair.Value.Name))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Key);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal static NameRegister Open(string path, DataVault vault, Action<string> warn)
    {
        var register = new NameRegister(vault, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));
        register.Load(warn);
        return register;
    }

    private void Load(Action<string> warn)
    {
        using var reader = new StreamReader(_file, Encoding.ASCII, leaveOpen: true);
        var (text, good) = (reader.ReadToEnd(), 0);
        for (int end; (end = text.IndexOf('\n', good)) >= 0; good = end + 1) Take(text[good..end], warn);
        if (good == text.Length) return;

        // A line that a crash tore was never confirmed.
        warn("the last line of the register of names was torn; it counts no more");
        _file.SetLength(good);
        _file.Seek(0, SeekOrigin.End);
    }

    private void Take(string line, Action<string> warn)
    {
        var parts = line.Split(' ');
        if (parts.Length == 2 && parts[0] == "house" && Id128.TryParse(parts[1], out _house)) return;
        if (parts.Length != 3 || !Id128.TryParse(parts[0], out var token) || !Id128.TryParse(parts[1], out var subject)
            || parts[2].Length != 2 * Hash256.Size || !parts[2].All(char.IsAsciiHexDigit))
        {
            warn(string.Create(CultureInfo.InvariantCulture, $"a line of the register of names is none: '{line}'"));
            return;
        }

        var reading = _vault.Get(Hash256.FromHex(parts[2]));
        if (reading.Outcome == VaultOutcome.Read) _names[token] = (Encoding.UTF8.GetString(reading.Content.Span), subject, Hash256.FromHex(parts[2]));
        else _names.TryRemove(token, out _);
    }

    // Names that are about nobody are the house's.
    private Id128 House()
    {
        if (!_house.IsNone && _vault.IsLiving(_house)) return _house;
        _house = _vault.NewSubject();
        Append($"house {_house}");
        return _house;
    }

    private void Append(string line)
    {
        _file.Write(Encoding.ASCII.GetBytes(line + "\n"));
        _file.Flush(flushToDisk: true);
    }
}
