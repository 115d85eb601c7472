using System.Security.Cryptography;
using Onus.Core;
using Onus.Log.Storage;

namespace Onus.Engine.Snapshots;

/// <summary>A device's file as a stream from an offset on, forward only, hashed on its way.</summary>
internal sealed class DeviceStream(IStorageFile file, long offset, long length = long.MaxValue) : Stream
{
    // Flushed in pieces: a commit of the log that is flushed beside it waits for a piece at most, not for the whole file.
    private const long PieceSize = 8 << 20;

    private readonly byte[] _buffer = new byte[1 << 20];
    private long _unflushed;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private int _filled;
    private int _taken;
    private long _moved;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _moved;
        set => throw new NotSupportedException();
    }

    /// <summary>SHA-256 of everything written or read so far.</summary>
    public Hash256 HashSoFar => new(_hash.GetCurrentHash());

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _moved += buffer.Length;
        while (!buffer.IsEmpty)
        {
            if (_filled == _buffer.Length) Flush();
            var part = buffer[..Math.Min(buffer.Length, _buffer.Length - _filled)];
            part.CopyTo(_buffer.AsSpan(_filled));
            _filled += part.Length;
            buffer = buffer[part.Length..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Hands everything written to the device; durable only when the file is flushed.</summary>
    public override void Flush()
    {
        if (_filled == 0) return;
        var bytes = _buffer.AsSpan(0, _filled);
        _hash.AppendData(bytes);
        file.Write(bytes, offset);
        offset += _filled;
        _unflushed += _filled;
        _filled = 0;
        if (_unflushed < PieceSize) return;
        file.Flush();
        _unflushed = 0;
    }

    public override int Read(Span<byte> buffer)
    {
        if (_taken == _filled && !Fill()) return 0;
        var part = _buffer.AsSpan(_taken, Math.Min(buffer.Length, _filled - _taken));
        part.CopyTo(buffer);
        _taken += part.Length;
        return part.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }

    private bool Fill()
    {
        var wanted = (int)Math.Min(_buffer.Length, length - _moved);
        _taken = 0;
        _filled = file.Read(_buffer.AsSpan(0, wanted), offset);
        _hash.AppendData(_buffer, 0, _filled);
        offset += _filled;
        _moved += _filled;
        return _filled > 0;
    }
}
