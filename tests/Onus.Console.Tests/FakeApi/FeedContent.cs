using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Onus.Client.Contracts;
using Onus.Client.Json;

namespace Onus.Console.Tests.FakeApi;

/// <summary>The body of the feed: an event each time that the log grows, without an end.</summary>
internal sealed class FeedContent : HttpContent
{
    private readonly SemaphoreSlim _grown;
    private readonly Func<ulong> _last;

    public FeedContent(SemaphoreSlim grown, Func<ulong> last)
    {
        (_grown, _last) = (grown, last);
        Headers.ContentType = new MediaTypeHeaderValue("text/event-stream");
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new Events(_grown, _last));

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException("the feed has no end");

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private sealed class Events(SemaphoreSlim grown, Func<ulong> last) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await grown.WaitAsync(cancellationToken);
            var told = new FeedEvent(last(), FakeNode.Now, "Transfer", null, null, []);
            var text = $"data: {JsonSerializer.Serialize(told, OnusJson.Default.FeedEvent)}\n\n";
            return Encoding.UTF8.GetBytes(text, buffer.Span);
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("read asynchronously");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
