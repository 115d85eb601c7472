using System.Security.Cryptography;
using System.Text;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Storage;

namespace Onus.Engine.Vault;

/// <summary>Where the plaintexts are to which the log only commits: evidence, documents, the values of personal facts, and which
/// token stands for which identifier.</summary>
/// <remarks>
/// <para>What <see cref="Put"/> returns is durable: only then may an entry commit to it. Each object has its own key, wrapped
/// under its subject's, wrapped under the master key; destroying a key makes its plaintext unreadable, wherever copies of the
/// encrypted bytes are, while every proof over the commitment still holds.</para>
/// <para>Overwriting a key where it stands is as good as the medium's word. <see cref="Rekey"/> is better: afterwards no key
/// that was destroyed before can be unwrapped by anything that still exists. Safe for many threads.</para>
/// </remarks>
public sealed class DataVault : IDisposable
{
    /// <summary>The most bytes of one document.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private const string ObjectsName = "objects";

    private readonly Lock _gate = new();
    private readonly Dictionary<Hash256, int> _objects = [];
    private readonly Dictionary<Id128, int> _subjects = [];
    private readonly Dictionary<Hash256, int> _tokens = [];
    private readonly VaultOptions _options;
    private readonly IStorageFile _file;
    private MasterKey _master;
    private KeyFile _keys;
    private byte[] _lookup;
    private long _end;

    private DataVault(VaultOptions options, KeyFile keys, byte[] lookup, IStorageFile file)
    {
        (_options, _master, _keys, _lookup, _file, _end) = (options, options.Master, keys, lookup, file, file.Length);
        for (var place = 0; place < keys.Slots.Count; place++) Index(place);
    }

    /// <summary>How many objects can be read.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _objects.Values.Count(place => _keys.Slots[place].Kind == SlotKind.Object);
        }
    }

    private static ReadOnlySpan<byte> FrontPurpose => "onus/vault/lookup/v1"u8;

    /// <summary>Opens the vault on its devices, or begins one where there is none.</summary>
    /// <exception cref="InvalidDataException">The master key is another one's, or the vault lost its keys.</exception>
    public static DataVault Open(VaultOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var keys = KeyFile.TryOpen(options.Keys, options.Warn) ?? Begin(options);
        var lookup = WrappedKey.TryUnwrap(options.Master.Bytes, keys.Slots[0].Wrapped.Span, FrontPurpose);
        if (lookup is null)
        {
            keys.Dispose();
            throw new InvalidDataException($"the master key does not open the vault in {options.Keys.Location}: give the one it was made with");
        }

        return new DataVault(options, keys, lookup, OpenObjects(options.Objects));
    }

    /// <summary>A new subject with a key of its own, durable on return; its token is random.</summary>
    public Id128 NewSubject()
    {
        lock (_gate)
        {
            var token = NewToken();
            var key = NewKey();
            var wrapped = new byte[WrappedKey.Size];
            WrappedKey.Wrap(_master.Bytes, key, PurposeOf(token), _options.Entropy, wrapped);
            CryptographicOperations.ZeroMemory(key);
            Add([new KeySlot { Kind = SlotKind.Subject, Subject = token, Wrapped = wrapped }]);
            return token;
        }
    }

    /// <summary>Whether a subject of that token can have something put under it: it was made here, and is not destroyed.</summary>
    public bool IsLiving(Id128 subject)
    {
        lock (_gate) return _subjects.TryGetValue(subject, out var place) && _keys.Slots[place].Kind == SlotKind.Subject;
    }

    /// <summary>The random token that stands for an identifier, the same every time until its subject is destroyed; durable on
    /// return.</summary>
    /// <param name="subject">The person whom it is about.</param>
    /// <param name="realm">What kind of identifier it is: a device, an identity number.</param>
    /// <param name="identifier">The identifier. It is not kept, only a hash of it under a key of the vault's.</param>
    public Id128 TokenOf(Id128 subject, string realm, ReadOnlySpan<byte> identifier)
    {
        ArgumentNullException.ThrowIfNull(realm);
        lock (_gate)
        {
            var name = NameOf(realm, identifier);
            if (_tokens.TryGetValue(name, out var place)) return _keys.Slots[place].Token;
            _ = Living(subject);
            var token = NewToken();
            Add([new KeySlot { Kind = SlotKind.Token, Name = name, Token = token, Subject = subject }]);
            return token;
        }
    }

    /// <summary>Finds the token that stands for an identifier, and whom it is about.</summary>
    /// <returns>Whether one was given, and not destroyed since.</returns>
    public bool TryFind(string realm, ReadOnlySpan<byte> identifier, out Id128 token, out Id128 subject)
    {
        ArgumentNullException.ThrowIfNull(realm);
        lock (_gate)
        {
            var isThere = _tokens.TryGetValue(NameOf(realm, identifier), out var place);
            (token, subject) = isThere ? (_keys.Slots[place].Token, _keys.Slots[place].Subject) : default;
            return isThere;
        }
    }

    /// <summary>Puts plaintexts into the vault; they are durable on return.</summary>
    /// <returns>Their commitments, in the same order: what the log may now commit to.</returns>
    public IReadOnlyList<Hash256> Put(params IReadOnlyList<VaultItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        lock (_gate)
        {
            var (slots, parts, offset) = (new List<KeySlot>(), new List<ReadOnlyMemory<byte>>(), _end);
            foreach (var item in items)
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan(item.Content.Length, MostBytes, nameof(items));
                var (salt, key) = (Salt.Draw(_options.Entropy), NewKey());
                var commitment = ObjectCipher.CommitmentOf(item.IsFact, salt, item.Content.Span);
                var bytes = ObjectCipher.Encrypt(item, salt, commitment, key, _options.Entropy);
                var wrapped = new byte[WrappedKey.Size];
                WrappedKey.Wrap(KeyOf(Living(item.Subject)), key, commitment.Bytes, _options.Entropy, wrapped);
                CryptographicOperations.ZeroMemory(key);
                slots.Add(new KeySlot
                {
                    Kind = SlotKind.Object, Name = commitment, Subject = item.Subject, Offset = offset, Length = bytes.Length, Wrapped = wrapped,
                });
                parts.Add(bytes);
                offset += bytes.Length;
            }

            // The bytes first: a key without its bytes would be a promise that cannot be kept.
            _file.Write(parts, _end);
            _file.Flush();
            _end = offset;
            Add(slots);
            return [.. slots.Select(slot => slot.Name)];
        }
    }

    /// <summary>Reads what was put under a commitment, and checks that it is exactly that.</summary>
    public VaultReading Get(in Hash256 commitment)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(commitment, out var place)) return new VaultReading(VaultOutcome.Unknown, false, default, default);
            var slot = _keys.Slots[place];
            if (slot.Kind == SlotKind.ObjectDestroyed || !_subjects.TryGetValue(slot.Subject, out var subject)
                || _keys.Slots[subject].Kind == SlotKind.SubjectDestroyed) return new VaultReading(VaultOutcome.Destroyed, false, default, default);
            var above = TryKeyOf(_keys.Slots[subject]);
            var key = above is null ? null : WrappedKey.TryUnwrap(above, slot.Wrapped.Span, commitment.Bytes);
            if (key is null) return new VaultReading(VaultOutcome.Damaged, false, default, default);
            var bytes = new byte[slot.Length];
            var length = _file.Read(bytes, slot.Offset);
            return ObjectCipher.Decrypt(bytes.AsSpan(0, length), commitment, key);
        }
    }

    /// <summary>Makes a plaintext unreadable, durably; nothing happens where it is unreadable already.</summary>
    public void Destroy(in Hash256 commitment)
    {
        lock (_gate)
        {
            if (!_objects.TryGetValue(commitment, out var place) || _keys.Slots[place].Kind != SlotKind.Object) return;
            _keys.Replace([(place, DestroyedObject(_keys.Slots[place]))]);
        }
    }

    /// <summary>Makes everything about a subject unreadable, durably, and forgets which tokens stand for its identifiers.</summary>
    public void DestroySubject(Id128 subject)
    {
        lock (_gate)
        {
            if (!_subjects.TryGetValue(subject, out var found) || _keys.Slots[found].Kind != SlotKind.Subject) return;

            // The subject's own key first: whatever of the rest a crash leaves to be done, nothing is readable.
            _keys.Replace([(found, new KeySlot { Kind = SlotKind.SubjectDestroyed, Subject = subject })]);
            ForgetUnreadable();
        }
    }

    /// <summary>Wraps every key that lives under another master key, into another file, and takes the old file away.</summary>
    /// <remarks>When the old master key and its copies are gone too, no copy of the old file opens anything.</remarks>
    public void Rekey(MasterKey master)
    {
        ArgumentNullException.ThrowIfNull(master);
        lock (_gate)
        {
            var slots = new List<KeySlot>(_keys.Slots.Count);
            foreach (var slot in _keys.Slots)
            {
                var purpose = slot.Kind == SlotKind.Front ? FrontPurpose.ToArray() : PurposeOf(slot.Subject);
                slots.Add(slot.Kind is SlotKind.Front or SlotKind.Subject ? slot with { Wrapped = Rewrap(slot, purpose, master) } : slot);
            }

            var old = _keys;
            _keys = KeyFile.Create(_options.Keys, old.Number + 1, slots);
            _master = master;
            old.Delete();
        }
    }

    /// <summary>Closes the files and wipes keys from memory, the master key aside.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            CryptographicOperations.ZeroMemory(_lookup);
            _lookup = [];
            _keys.Dispose();
            _file.Dispose();
        }
    }

    private static KeyFile Begin(VaultOptions options)
    {
        // Keys that are gone while their objects are there were lost, not never made.
        if (options.Objects.List().Contains(ObjectsName))
        {
            using var objects = options.Objects.Open(ObjectsName, writable: false);
            if (objects.Length > 0)
                throw new InvalidDataException($"{options.Objects.Location} holds objects of a vault, and {options.Keys.Location} holds none of its keys");
        }

        var lookup = new byte[WrappedKey.KeySize];
        options.Entropy.Fill(lookup);
        var wrapped = new byte[WrappedKey.Size];
        WrappedKey.Wrap(options.Master.Bytes, lookup, FrontPurpose, options.Entropy, wrapped);
        CryptographicOperations.ZeroMemory(lookup);
        return KeyFile.Create(options.Keys, 0, [new KeySlot { Kind = SlotKind.Front, Wrapped = wrapped }]);
    }

    private static IStorageFile OpenObjects(IStorageDevice device)
    {
        if (device.List().Contains(ObjectsName)) return device.Open(ObjectsName, writable: true);
        var file = device.Create(ObjectsName);
        device.FlushDirectory();
        return file;
    }

    private static byte[] PurposeOf(Id128 subject)
    {
        var purpose = new byte[Id128.Size];
        subject.Write(purpose);
        return purpose;
    }

    private static KeySlot DestroyedObject(in KeySlot slot) => new() { Kind = SlotKind.ObjectDestroyed, Name = slot.Name, Subject = slot.Subject };

    private void Add(List<KeySlot> slots)
    {
        var first = _keys.Add(slots);
        for (var i = 0; i < slots.Count; i++) Index(first + i);
    }

    private void Index(int place)
    {
        var slot = _keys.Slots[place];
        switch (slot.Kind)
        {
            case SlotKind.Subject or SlotKind.SubjectDestroyed: _subjects[slot.Subject] = place; break;
            case SlotKind.Object or SlotKind.ObjectDestroyed: _objects[slot.Name] = place; break;
            case SlotKind.Token: _tokens[slot.Name] = place; break;
        }
    }

    private void ForgetUnreadable()
    {
        var changes = new List<(int, KeySlot)>();
        for (var place = 0; place < _keys.Slots.Count; place++)
        {
            var slot = _keys.Slots[place];
            var isDestroyed = _subjects.TryGetValue(slot.Subject, out var at) && _keys.Slots[at].Kind == SlotKind.SubjectDestroyed;
            if (!isDestroyed) continue;
            if (slot.Kind == SlotKind.Object) changes.Add((place, DestroyedObject(slot)));
            if (slot.Kind != SlotKind.Token) continue;
            _tokens.Remove(slot.Name);
            changes.Add((place, new KeySlot { Kind = SlotKind.Void }));
        }

        if (changes.Count > 0) _keys.Replace(changes);
    }

    private KeySlot Living(Id128 subject) =>
        _subjects.TryGetValue(subject, out var place) && _keys.Slots[place].Kind == SlotKind.Subject
            ? _keys.Slots[place]
            : throw new ArgumentException($"the vault has no subject {subject}, or it is destroyed", nameof(subject));

    private byte[]? TryKeyOf(in KeySlot subject) =>
        WrappedKey.TryUnwrap(_master.Bytes, subject.Wrapped.Span, PurposeOf(subject.Subject));

    private byte[] KeyOf(in KeySlot subject) =>
        TryKeyOf(subject) ?? throw new InvalidDataException($"the key of subject {subject.Subject} is damaged");

    private byte[] Rewrap(in KeySlot slot, ReadOnlySpan<byte> purpose, MasterKey master)
    {
        var key = slot.Kind == SlotKind.Front ? _lookup : KeyOf(slot);
        var wrapped = new byte[WrappedKey.Size];
        WrappedKey.Wrap(master.Bytes, key, purpose, _options.Entropy, wrapped);
        return wrapped;
    }

    private byte[] NewKey()
    {
        var key = new byte[WrappedKey.KeySize];
        _options.Entropy.Fill(key);
        return key;
    }

    private Id128 NewToken()
    {
        Span<byte> bytes = stackalloc byte[Id128.Size];
        _options.Entropy.Fill(bytes);
        return Id128.Read(bytes);
    }

    private Hash256 NameOf(string realm, ReadOnlySpan<byte> identifier)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _lookup);
        hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(realm)));
        hash.AppendData(identifier);
        return new Hash256(hash.GetHashAndReset());
    }
}
