using System.Buffers.Text;
using System.Text;

namespace Onus.LanguageServer.Rpc;

/// <summary>
/// Cuts a stream into messages by their Content-Length headers. What is not a header is skipped: a broken message
/// costs itself, never the session.
/// </summary>
internal sealed class MessageReader(Stream stream)
{
    /// <summary>The longest message that is read; a longer one is skipped.</summary>
    public const int LengthMax = 64 * 1024 * 1024;

    private const int HeaderLineMax = 8 * 1024;

    private static readonly byte[] LengthHeader = Encoding.ASCII.GetBytes("Content-Length:");

    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;

    /// <summary>Reads the next message; null at the end of the stream.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken stop)
    {
        var length = -1L;
        while (await ReadLineAsync(stop) is { } line)
        {
            if (LengthIn(line) is { } announced) length = announced;
            if (line.Length > 0 || length < 0) continue;
            if (length <= LengthMax) return await ReadBodyAsync((int)length, stop);
            if (!await SkipAsync(length, stop)) return null;
            length = -1;
        }

        return null;
    }

    // Anywhere in the line: after a message that was longer than it said, the next header follows the surplus.
    private static long? LengthIn(byte[] line)
    {
        var at = line.AsSpan().LastIndexOf(LengthHeader);
        if (at < 0) return null;
        var digits = line.AsSpan(at + LengthHeader.Length).Trim((byte)' ');
        return Utf8Parser.TryParse(digits, out long length, out var used) && used == digits.Length && length >= 0
            ? length
            : null;
    }

    private async Task<byte[]?> ReadLineAsync(CancellationToken stop)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_start == _end && !await FillAsync(stop)) return null;
            var found = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            var taken = _buffer.AsSpan(_start, found < 0 ? _end - _start : found);
            _start += taken.Length + (found < 0 ? 0 : 1);
            // Of an endless line only its end can matter.
            if (line.Count + taken.Length > HeaderLineMax) line.Clear();
            line.AddRange(taken.Length > HeaderLineMax ? taken[^HeaderLineMax..] : taken);
            if (found < 0) continue;
            if (line.Count > 0 && line[^1] == '\r') line.RemoveAt(line.Count - 1);
            return [.. line];
        }
    }

    private async Task<byte[]?> ReadBodyAsync(int length, CancellationToken stop)
    {
        var body = new byte[length];
        var filled = 0;
        while (filled < length)
        {
            if (_start == _end && !await FillAsync(stop)) return null;
            var take = Math.Min(length - filled, _end - _start);
            _buffer.AsSpan(_start, take).CopyTo(body.AsSpan(filled));
            _start += take;
            filled += take;
        }

        return body;
    }

    private async Task<bool> SkipAsync(long length, CancellationToken stop)
    {
        while (length > 0)
        {
            if (_start == _end && !await FillAsync(stop)) return false;
            var take = (int)Math.Min(length, _end - _start);
            _start += take;
            length -= take;
        }

        return true;
    }

    private async Task<bool> FillAsync(CancellationToken stop)
    {
        _start = 0;
        _end = await stream.ReadAsync(_buffer, stop);
        return _end > 0;
    }
}
