namespace Onus.Testing;

/// <summary>One file of a simulated device: what readers see, what a crash leaves, and what an honest device would have left.</summary>
internal sealed class SimulatedFileState
{
    private readonly List<Change> _pending = [];

    /// <summary>What reads see now.</summary>
    public byte[] Visible { get; private set; } = [];

    /// <summary>What is on the medium.</summary>
    public byte[] Durable { get; private set; } = [];

    /// <summary>What would be on the medium of an honest device.</summary>
    public byte[] Truth { get; private set; } = [];

    public void Write(long offset, byte[] bytes)
    {
        var change = new Change(offset, bytes);
        Visible = change.ApplyTo(Visible);
        _pending.Add(change);
    }

    public void SetLength(long length)
    {
        var change = new Change(length, null);
        Visible = change.ApplyTo(Visible);
        _pending.Add(change);
    }

    /// <summary>Makes everything pending durable; a lying device may do otherwise with one of the writes.</summary>
    public void Flush(Func<Change, Change?>? lie = null)
    {
        foreach (var change in _pending)
        {
            Truth = change.ApplyTo(Truth);
            if ((lie is null ? change : lie(change)) is { } kept) Durable = kept.ApplyTo(Durable);
        }

        _pending.Clear();
    }

    /// <summary>Drops what is pending, or any part of it; from then on nobody remembers that it was pending.</summary>
    public void FailFlush(Random random)
    {
        Tear(random);
        _pending.Clear();
    }

    /// <summary>What a power cut leaves: pending changes in any order, whole, torn at any byte, or not at all.</summary>
    public void Crash(Random random)
    {
        Tear(random);
        _pending.Clear();
        Visible = Durable;
    }

    /// <summary>Changes the medium behind everybody's back, page cache included.</summary>
    public void Corrupt(Func<byte[], byte[]> change)
    {
        Durable = change([.. Durable]);
        Visible = change([.. Visible]);
    }

    private void Tear(Random random)
    {
        var pieces = new List<Change>();
        var mode = random.Next(4);
        foreach (var change in _pending)
        {
            if (mode == 0) pieces.Add(change);
            else if (mode == 1 || change.Bytes is null) pieces.AddRange(random.Next(2) == 0 ? [change] : []);
            else pieces.AddRange(change.Split(random, sectors: mode == 2).Where(_ => random.Next(2) == 0));
        }

        // A disk may reorder anything that no flush separates.
        if (random.Next(2) == 0) random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pieces));
        foreach (var piece in pieces) (Durable, Truth) = (piece.ApplyTo(Durable), piece.ApplyTo(Truth));
    }

    /// <summary>A write, or without bytes a new length.</summary>
    internal readonly record struct Change(long Offset, byte[]? Bytes)
    {
        public byte[] ApplyTo(byte[] content)
        {
            var result = content;
            if (Bytes is null)
            {
                Array.Resize(ref result, (int)Offset);
                return result;
            }

            result = new byte[Math.Max(content.Length, (int)Offset + Bytes.Length)];
            content.CopyTo(result, 0);
            Bytes.CopyTo(result, Offset);
            return result;
        }

        public IEnumerable<Change> Split(Random random, bool sectors)
        {
            for (var at = 0; at < Bytes!.Length;)
            {
                var length = sectors ? 512 - (int)((Offset + at) % 512) : 1 + random.Next(Bytes.Length);
                length = Math.Min(length, Bytes.Length - at);
                yield return new Change(Offset + at, Bytes[at..(at + length)]);
                at += length;
            }
        }
    }
}
