using System.Globalization;
using Onus.Log.Storage;

namespace Onus.Engine.Vault;

/// <summary>The file of key slots. New ones go behind the last; a destroyed one is overwritten where it stands.</summary>
/// <remarks>A file counts from the moment its front slot is durable, which is written last; the highest number counts. So a
/// file of another master key takes the place of the old one at one instant.</remarks>
internal sealed class KeyFile : IDisposable
{
    private readonly IStorageDevice _device;
    private readonly IStorageFile _file;

    private KeyFile(IStorageDevice device, IStorageFile file, int number, List<KeySlot> slots) =>
        (_device, _file, Number, Slots) = (device, file, number, slots);

    public int Number { get; }

    /// <summary>All slots; torn and damaged ones are void.</summary>
    public List<KeySlot> Slots { get; }

    /// <summary>The newest file that counts; null on a device without one.</summary>
    public static KeyFile? TryOpen(IStorageDevice device, Action<string> warn)
    {
        var names = device.List().Where(IsName).OrderDescending(StringComparer.Ordinal).ToList();
        foreach (var name in names)
        {
            if (TryRead(device, name, warn) is not { } newest) continue;

            // Another one is older, or was never finished. Where none counts, none is touched: it may hold the last keys.
            foreach (var other in names)
                if (other != name) device.Delete(other);
            if (names.Count > 1) device.FlushDirectory();
            return newest;
        }

        return null;
    }

    /// <summary>Makes a file of these slots, of which the first is the front.</summary>
    public static KeyFile Create(IStorageDevice device, int number, List<KeySlot> slots)
    {
        var name = NameOf(number);
        if (device.List().Contains(name)) device.Delete(name);
        var file = device.Create(name);
        for (var i = 1; i < slots.Count; i++) file.Write(slots[i].ToBytes(), (long)i * KeySlot.Size);
        file.Flush();
        file.Write(slots[0].ToBytes(), 0);
        file.Flush();
        device.FlushDirectory();
        return new KeyFile(device, file, number, slots);
    }

    /// <summary>Makes new slots durable.</summary>
    /// <returns>The place of the first.</returns>
    public int Add(IReadOnlyList<KeySlot> slots)
    {
        var first = Slots.Count;
        _file.Write([.. slots.Select(slot => (ReadOnlyMemory<byte>)slot.ToBytes())], (long)first * KeySlot.Size);
        _file.Flush();
        Slots.AddRange(slots);
        return first;
    }

    /// <summary>Overwrites slots, durably.</summary>
    public void Replace(IReadOnlyList<(int Place, KeySlot Slot)> changes)
    {
        foreach (var (place, slot) in changes)
        {
            _file.Write(slot.ToBytes(), (long)place * KeySlot.Size);
            Slots[place] = slot;
        }

        _file.Flush();
    }

    /// <summary>Takes the file away for good.</summary>
    public void Delete()
    {
        _file.Dispose();
        _device.Delete(_file.Name);
        _device.FlushDirectory();
    }

    public void Dispose() => _file.Dispose();

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"keys-{number:D8}");

    private static bool IsName(string name) => name.StartsWith("keys-", StringComparison.Ordinal) && name.Length == 13;

    private static KeyFile? TryRead(IStorageDevice device, string name, Action<string> warn)
    {
        var file = device.Open(name, writable: true);
        var bytes = new byte[file.Length];
        var length = file.Read(bytes, 0);
        if (length < KeySlot.Size || !KeySlot.TryRead(bytes.AsSpan(0, KeySlot.Size), out var front) || front.Kind != SlotKind.Front)
        {
            file.Dispose();
            return null;
        }

        var (slots, torn) = (new List<KeySlot>(), new List<int>());
        for (var at = 0; at < length; at += KeySlot.Size)
        {
            if (KeySlot.TryRead(bytes.AsSpan(at, Math.Min(KeySlot.Size, length - at)), out var slot)) slots.Add(slot);
            else
            {
                torn.Add(slots.Count);
                slots.Add(new KeySlot { Kind = SlotKind.Void });
            }
        }

        var keys = new KeyFile(device, file, int.Parse(name.AsSpan(5), CultureInfo.InvariantCulture), slots);
        if (torn.Count == 0) return keys;

        // What a crash tore had never been confirmed, or was being destroyed; of neither may anything be left.
        warn($"{torn.Count} slots of {name} were torn or damaged; they are void now");
        keys.Replace([.. torn.Select(place => (place, slots[place]))]);
        return keys;
    }
}
