using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Onus.Core;

namespace Onus.Server;

/// <summary>The credentials of a node: the keys that it issued, and which subjects and certificates of others stand for whom.</summary>
/// <remarks>One file, replaced whole. A running node sees within a second what the command line changed in it. Safe for many
/// threads.</remarks>
public sealed class AccessKeys
{
    private const string Prefix = "onus_";
    private const int IdLength = 16, SecretLength = 43;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly IEntropy _entropy;
    private AccessFile _file = new([], []);
    private Dictionary<string, AccessKey> _keys = [];
    private DateTime _changed;
    private long _looked;

    private AccessKeys(string path, TimeProvider time, IEntropy entropy) => (_path, _time, _entropy) = (path, time, entropy);

    /// <summary>All keys, revoked ones too, in the order in which they were issued.</summary>
    public IReadOnlyList<AccessKey> All => Fresh().Keys;

    /// <summary>Whose subjects and certificates are known.</summary>
    public IReadOnlyList<MappedPrincipal> Principals => Fresh().Principals;

    /// <summary>The credentials of a file, which need not be there yet.</summary>
    /// <exception cref="NodeException">The file holds something else.</exception>
    public static AccessKeys Open(string path, TimeProvider time, IEntropy entropy)
    {
        var keys = new AccessKeys(path, time, entropy);
        keys.Load();
        return keys;
    }

    /// <summary>Issues a key, durably.</summary>
    /// <returns>The key, and the token with its secret, which is nowhere kept: hand it over now.</returns>
    public (AccessKey Key, string Token) Add(ulong actor, IReadOnlyList<string> scopes, TimeSpan? lasts, string note)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        if (scopes.Count == 0 || !scopes.All(Scopes.IsValid)) throw new ArgumentException("a scope is read, write, admin, auditor or regulator:NAME", nameof(scopes));
        var (id, secret) = (new byte[IdLength / 2], new byte[32]);
        _entropy.Fill(id);
        _entropy.Fill(secret);
        var now = LogTime.From(_time.GetUtcNow());
        var key = new AccessKey(
            Convert.ToHexStringLower(id), Convert.ToHexStringLower(SHA256.HashData(secret)), actor, scopes, note, now,
            lasts is { } span ? LogTime.From(_time.GetUtcNow() + span) : null, null);
        Change(file => file with { Keys = [.. file.Keys, key] });
        return (key, $"{Prefix}{key.Id}_{System.Buffers.Text.Base64Url.EncodeToString(secret)}");
    }

    /// <summary>Revokes a key, durably.</summary>
    /// <returns>Whether there is such a key, revoked now or before.</returns>
    public bool Revoke(string id)
    {
        var now = LogTime.From(_time.GetUtcNow());
        Change(file => file with { Keys = [.. file.Keys.Select(key => key.Id == id ? key with { Revoked = key.Revoked ?? now } : key)] });
        return _keys.ContainsKey(id);
    }

    /// <summary>Lets a subject or a certificate stand for an actor, durably; a mapping of the same name is replaced.</summary>
    public void Map(MappedPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (!principal.Scopes.All(Scopes.IsValid)) throw new ArgumentException("a scope is read, write, admin, auditor or regulator:NAME", nameof(principal));
        Change(file => file with { Principals = [.. file.Principals.Where(known => !IsSame(known, principal)), principal] });
    }

    /// <summary>Takes a mapping away, durably.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Unmap(string kind, string issuer, string name)
    {
        var (gone, removed) = (new MappedPrincipal(kind, issuer, name, 0, []), 0);
        Change(file =>
        {
            var rest = file.Principals.Where(known => !IsSame(known, gone)).ToArray();
            removed = file.Principals.Count - rest.Length;
            return file with { Principals = rest };
        });
        return removed > 0;
    }

    /// <summary>The key of a bearer token; null where it is none of this node's, or counts no longer.</summary>
    public AccessKey? Check(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (token.Length != Prefix.Length + IdLength + 1 + SecretLength || !token.StartsWith(Prefix, StringComparison.Ordinal)
            || token[Prefix.Length + IdLength] != '_') return null;
        Span<byte> secret = stackalloc byte[32];
        if (!System.Buffers.Text.Base64Url.TryDecodeFromChars(token.AsSpan(Prefix.Length + IdLength + 1), secret, out var length) || length != 32) return null;
        Fresh();
        if (!Volatile.Read(ref _keys).TryGetValue(token.Substring(Prefix.Length, IdLength), out var key)) return null;
        Span<byte> hash = stackalloc byte[Hash256.Size];
        SHA256.HashData(secret, hash);
        var isRight = CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(key.SecretHash));
        return isRight && key.Revoked is null && !(key.Expires <= LogTime.From(_time.GetUtcNow())) ? key : null;
    }

    /// <summary>Whom a subject or a certificate stands for; null for nobody.</summary>
    public MappedPrincipal? Find(string kind, string issuer, string name) =>
        Fresh().Principals.FirstOrDefault(known => IsSame(known, new MappedPrincipal(kind, issuer, name, 0, [])));

    private static bool IsSame(MappedPrincipal one, MappedPrincipal other) =>
        one.Kind == other.Kind && one.Issuer == other.Issuer && one.Name == other.Name;

    private AccessFile Fresh()
    {
        var now = Environment.TickCount64;
        if (now - Volatile.Read(ref _looked) < 1_000) return Volatile.Read(ref _file);
        lock (_gate)
        {
            _looked = now;
            if (File.GetLastWriteTimeUtc(_path) != _changed) Load();
            return _file;
        }
    }

    private void Change(Func<AccessFile, AccessFile> change)
    {
        lock (_gate)
        {
            // Two programs on one folder take turns.
            using var turn = new FileStream(_path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            Load();
            NodeFolder.WriteSecret(_path, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(change(_file), AccessJson.Default.AccessFile) + "\n"));
            Load();
        }
    }

    private void Load()
    {
        if (!File.Exists(_path)) return;
        var changed = File.GetLastWriteTimeUtc(_path);
        try
        {
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(_path), AccessJson.Default.AccessFile)!;
            _keys = file.Keys.ToDictionary(key => key.Id);
            (_file, _changed) = (file, changed);
        }
        catch (JsonException broken)
        {
            throw new NodeException($"{_path} holds no credentials: {broken.Message}");
        }
    }
}
