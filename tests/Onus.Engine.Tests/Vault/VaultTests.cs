using System.Text;
using CsCheck;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine.Vault;
using Onus.Log.Storage;
using Onus.Testing;

namespace Onus.Engine.Tests.Vault;

public sealed class VaultTests
{
    private static readonly byte[] Letter = Encoding.UTF8.GetBytes("My card was used in a city that I have never been to.");

    [Fact]
    public void What_is_put_in_comes_back_and_is_exactly_what_the_log_commits_to()
    {
        var (objects, keys) = (new SimulatedDevice(1), new SimulatedDevice(2));
        Hash256 letter, age;
        using (var vault = Open(objects, keys))
        {
            var subject = vault.NewSubject();
            var put = vault.Put(VaultItem.Document(subject, Letter), VaultItem.Fact(subject, -67));
            (letter, age) = (put[0], put[1]);
            Assert.NotEqual(letter, vault.Put(VaultItem.Document(subject, Letter))[0]);
        }

        using var again = Open(objects, keys);
        var read = again.Get(letter);
        Assert.Equal((VaultOutcome.Read, false), (read.Outcome, read.IsFact));
        Assert.Equal(Letter, read.Content.ToArray());
        Assert.Equal(letter, Commitment.ToDocument(read.Salt, new Hash256(System.Security.Cryptography.SHA256.HashData(Letter))));
        Assert.Equal(age, Commitment.ToFact(again.Get(age).Salt, -67));
        Assert.Equal((Int128)(-67), again.Get(age).Value);
        Assert.Equal(VaultOutcome.Unknown, again.Get(Hash256.EmptyRoot).Outcome);
        Assert.True(objects.Content("objects").AsSpan().IndexOf("never been"u8) < 0, "a plaintext lies on the disk");
    }

    [Fact]
    public void What_is_destroyed_is_unreadable_for_good_and_the_rest_is_not()
    {
        var (objects, keys) = (new SimulatedDevice(1), new SimulatedDevice(2));
        IReadOnlyList<Hash256> put;
        Id128 one, other;
        using (var vault = Open(objects, keys))
        {
            (one, other) = (vault.NewSubject(), vault.NewSubject());
            put = vault.Put(VaultItem.Document(one, Letter), VaultItem.Fact(one, 1), VaultItem.Document(other, Letter));
            vault.Destroy(put[0]);
            vault.Destroy(put[0]);
            Assert.Equal([VaultOutcome.Destroyed, VaultOutcome.Read, VaultOutcome.Read], put.Select(c => vault.Get(c).Outcome));
            vault.DestroySubject(one);
            Assert.Throws<ArgumentException>(() => vault.Put(VaultItem.Fact(one, 2)));
        }

        using var again = Open(objects, keys);
        Assert.Equal([VaultOutcome.Destroyed, VaultOutcome.Destroyed, VaultOutcome.Read], put.Select(c => again.Get(c).Outcome));
        Assert.Equal(1, again.Count);
    }

    [Fact]
    public void An_identifier_has_one_random_token_and_another_one_after_its_subject_was_erased()
    {
        using var vault = Open(new SimulatedDevice(1), new SimulatedDevice(2));
        var (one, other) = (vault.NewSubject(), vault.NewSubject());
        var token = vault.TokenOf(one, "device", "imei 35-209900"u8);
        Assert.Equal(token, vault.TokenOf(other, "device", "imei 35-209900"u8));
        Assert.NotEqual(token, vault.TokenOf(one, "phone", "imei 35-209900"u8));
        Assert.NotEqual(token, vault.TokenOf(one, "device", "imei 35-209901"u8));
        vault.DestroySubject(one);
        Assert.NotEqual(token, vault.TokenOf(other, "device", "imei 35-209900"u8));
        Assert.Throws<ArgumentException>(() => vault.TokenOf(one, "device", "another"u8));
    }

    [Fact]
    public void Any_changed_byte_of_an_object_is_found_and_nothing_wrong_is_ever_read()
    {
        var (objects, keys) = (new SimulatedDevice(1), new SimulatedDevice(2));
        using var vault = Open(objects, keys);
        var commitment = vault.Put(VaultItem.Document(vault.NewSubject(), Letter))[0];
        for (var at = 0; at < objects.Content("objects").Length; at++)
        {
            Flip(objects, "objects", at);
            Assert.Equal(VaultOutcome.Damaged, vault.Get(commitment).Outcome);
            Flip(objects, "objects", at);
        }

        Assert.Equal(VaultOutcome.Read, vault.Get(commitment).Outcome);
    }

    [Fact]
    public void A_changed_byte_of_a_key_makes_its_object_unreadable_with_a_warning_and_no_other()
    {
        for (var at = KeySlot.Size; at < 4 * KeySlot.Size; at += 3)
        {
            var (objects, keys) = (new SimulatedDevice(1), new SimulatedDevice(2));
            IReadOnlyList<Hash256> put;
            using (var vault = Open(objects, keys))
            {
                var subject = vault.NewSubject();
                put = vault.Put(VaultItem.Document(subject, Letter), VaultItem.Document(subject, Letter));
            }

            Flip(keys, "keys-00000000", at);
            var warnings = new List<string>();
            using var again = Open(objects, keys, warnings.Add);
            Assert.Single(warnings);
            var outcomes = put.Select(c => again.Get(c).Outcome).ToArray();
            Assert.Equal(at < 2 * KeySlot.Size ? 0 : 1, outcomes.Count(o => o == VaultOutcome.Read));
        }
    }

    [Fact]
    public void After_a_power_cut_at_any_call_everything_confirmed_is_there_and_nothing_destroyed_comes_back()
    {
        for (var at = 0; ; at++)
        {
            var devices = new[] { new SimulatedDevice(at), new SimulatedDevice(at + 1) };
            var (confirmed, destroyed, crashed) = (new List<Hash256>(), new List<Hash256>(), false);
            devices[at % 2].CrashAfter(at / 2);
            try
            {
                Fill(devices[0], devices[1], confirmed, destroyed);
            }
            catch (SimulatedCrashException)
            {
                crashed = true;
            }

            if (!crashed && at % 2 == 1) break;
            foreach (var device in devices) device.Restart();
            using var vault = Open(devices[0], devices[1]);
            foreach (var commitment in confirmed.Except(destroyed)) Assert.Equal(VaultOutcome.Read, vault.Get(commitment).Outcome);
            foreach (var commitment in destroyed) Assert.NotEqual(VaultOutcome.Read, vault.Get(commitment).Outcome);
            vault.Put(VaultItem.Document(vault.NewSubject(), Letter));
        }
    }

    [Fact]
    public void Under_a_new_master_key_everything_is_readable_and_the_old_one_opens_nothing()
    {
        for (var at = 0; ; at++)
        {
            var (objects, keys) = (new SimulatedDevice(at), new SimulatedDevice(at + 1));
            using var next = MasterKey.Generate(new CountingEntropy());
            Hash256 commitment;
            using (var vault = Open(objects, keys)) commitment = vault.Put(VaultItem.Document(vault.NewSubject(), Letter))[0];
            var crashed = false;
            keys.CrashAfter(at);
            try
            {
                using var vault = Open(objects, keys);
                vault.Rekey(next);
                Assert.Equal(VaultOutcome.Read, vault.Get(commitment).Outcome);
            }
            catch (SimulatedCrashException)
            {
                crashed = true;
            }

            keys.Restart();
            objects.Restart();
            using var again = crashed ? OpenUnderEither(objects, keys, next) : Open(objects, keys, master: next);
            Assert.Equal(VaultOutcome.Read, again.Get(commitment).Outcome);
            if (crashed) continue;
            Assert.Single(keys.List());
            break;
        }
    }

    [Fact]
    public void Another_master_key_or_missing_keys_open_nothing_and_say_why()
    {
        var (objects, keys) = (new SimulatedDevice(1), new SimulatedDevice(2));
        using (var vault = Open(objects, keys)) vault.Put(VaultItem.Document(vault.NewSubject(), Letter));
        using var other = MasterKey.Generate(new CountingEntropy());
        Assert.Contains("master key", Assert.Throws<InvalidDataException>(() => Open(objects, keys, master: other)).Message, StringComparison.Ordinal);

        var before = keys.Content("keys-00000000");
        Flip(keys, "keys-00000000", 5);
        Assert.Contains("none of its keys", Assert.Throws<InvalidDataException>(() => Open(objects, keys)).Message, StringComparison.Ordinal);
        Flip(keys, "keys-00000000", 5);
        Assert.Equal(before, keys.Content("keys-00000000"));
        Assert.Throws<InvalidDataException>(() => Open(objects, new SimulatedDevice(3)));
    }

    [Fact]
    public void A_master_key_is_sealed_under_a_passphrase_and_opens_under_no_other()
    {
        using var key = MasterKey.Generate(new CountingEntropy());
        var sealedKey = key.Seal("correct horse", new CountingEntropy());
        Assert.Equal(MasterKey.SealedSize, sealedKey.Length);
        using var opened = MasterKey.TryUnseal(sealedKey, "correct horse");
        Assert.Equal(key.Bytes.ToArray(), opened!.Bytes.ToArray());
        Assert.Null(MasterKey.TryUnseal(sealedKey, "correct house"));
        Assert.Null(MasterKey.TryUnseal(sealedKey.AsSpan(1), "correct horse"));
        sealedKey[^1] ^= 1;
        Assert.Null(MasterKey.TryUnseal(sealedKey, "correct horse"));
    }

    [Fact]
    public void A_slot_reads_back_or_not_at_all()
    {
        KeySlot[] slots =
        [
            new() { Kind = SlotKind.Front, Wrapped = Bytes(WrappedKey.Size) },
            new() { Kind = SlotKind.Subject, Subject = new Id128(7), Wrapped = Bytes(WrappedKey.Size) },
            new() { Kind = SlotKind.Object, Subject = new Id128(7), Name = Hash256.EmptyRoot, Offset = 9, Length = 8, Wrapped = Bytes(WrappedKey.Size) },
            new() { Kind = SlotKind.Token, Subject = new Id128(7), Name = Hash256.EmptyRoot, Token = new Id128(6) },
            new() { Kind = SlotKind.ObjectDestroyed, Subject = new Id128(7), Name = Hash256.EmptyRoot },
        ];
        Gen.Select(Gen.Int[0, slots.Length - 1], Gen.Int[0, KeySlot.Size - 1], Gen.Byte).Sample((which, at, value) =>
        {
            var bytes = slots[which].ToBytes();
            Assert.True(KeySlot.TryRead(bytes, out var same));
            Assert.Equal(bytes, same.ToBytes());
            var isSame = bytes[at] == value;
            bytes[at] = value;
            return KeySlot.TryRead(bytes, out _) == isSame;
        });
    }

    private static void Fill(SimulatedDevice objects, SimulatedDevice keys, List<Hash256> confirmed, List<Hash256> destroyed)
    {
        using var vault = Open(objects, keys);
        for (var i = 0; i < 3; i++)
        {
            var subject = vault.NewSubject();
            var put = vault.Put(VaultItem.Document(subject, Letter), VaultItem.Fact(subject, i));
            confirmed.AddRange(put);
            vault.TokenOf(subject, "device", [1, 2, (byte)i]);

            // From the call on it may be gone; that it is gone is certain only after it.
            confirmed.Remove(put[0]);
            vault.Destroy(put[0]);
            destroyed.Add(put[0]);
            if (i != 1) continue;
            confirmed.Remove(put[1]);
            vault.DestroySubject(subject);
            destroyed.Add(put[1]);
        }
    }

    private static DataVault OpenUnderEither(SimulatedDevice objects, SimulatedDevice keys, MasterKey next)
    {
        try
        {
            return Open(objects, keys, master: next);
        }
        catch (InvalidDataException)
        {
            return Open(objects, keys);
        }
    }

    private static DataVault Open(IStorageDevice objects, IStorageDevice keys, Action<string>? warn = null, MasterKey? master = null) =>
        DataVault.Open(new VaultOptions
        {
            Objects = objects, Keys = keys, Master = master ?? MasterKey.From(new byte[32]), Entropy = new SystemEntropy(), Warn = warn ?? (_ => { }),
        });

    private static void Flip(SimulatedDevice device, string name, int at) => device.Corrupt(name, bytes =>
    {
        bytes[at] ^= 0x10;
        return bytes;
    });

    private static byte[] Bytes(int count) => [.. Enumerable.Range(1, count).Select(i => (byte)i)];

    private sealed class SystemEntropy : IEntropy
    {
        public void Fill(Span<byte> destination) => System.Security.Cryptography.RandomNumberGenerator.Fill(destination);
    }
}
