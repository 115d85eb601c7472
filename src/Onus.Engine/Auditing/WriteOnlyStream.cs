using System.Security.Cryptography;
using Onus.Core;

namespace Onus.Engine.Auditing;

/// <summary>A stream that only takes bytes.</summary>
internal abstract class WriteOnlyStream : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override void Write(ReadOnlySpan<byte> buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>Compares what is written with what another stream holds.</summary>
internal sealed class ComparingStream(Stream expected) : WriteOnlyStream
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private long _position;
    private long? _difference;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && _difference is null)
        {
            var part = _buffer.AsSpan(0, Math.Min(buffer.Length, _buffer.Length));
            var read = expected.ReadAtLeast(part, part.Length, throwOnEndOfStream: false);
            var same = part[..read].CommonPrefixLength(buffer);
            if (same < part.Length) _difference = _position + same;
            _position += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    /// <summary>Where the two first differ, after the last byte; null when they are the same.</summary>
    public long? End() => _difference ?? (expected.ReadAtLeast(_buffer, 1, throwOnEndOfStream: false) > 0 ? _position : null);
}

/// <summary>Hashes what is written.</summary>
internal sealed class HashingStream : WriteOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>SHA-256 of everything written so far.</summary>
    public Hash256 Hash => new(_hash.GetCurrentHash());

    public override void Write(ReadOnlySpan<byte> buffer) => _hash.AppendData(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }
}
