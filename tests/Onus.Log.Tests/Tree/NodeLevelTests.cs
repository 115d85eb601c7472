using Onus.Core;
using Onus.Log.Tree;

namespace Onus.Log.Tests.Tree;

public sealed class NodeLevelTests
{
    /// <summary>The writer touches one node of a chunk and takes the next chunk, so that chunks change hands as often
    /// as a reader can look; every node that is read must be the one that was asked for.</summary>
    [Fact]
    public void A_reader_that_is_overtaken_by_the_window_never_sees_another_node()
    {
        const int chunks = 400_000;
        var level = new NodeLevel();
        var written = 0UL;
        var wrong = 0UL;
        var reader = new Thread(() =>
        {
            ulong last;
            while ((last = Volatile.Read(ref written)) < chunks)
            {
                for (var chunk = last; chunk + 3 > last && chunk > 0; chunk--)
                {
                    var asked = (chunk - 1) * NodeLevel.ChunkSize;
                    if (level.TryRead(asked, out var hash) && hash != Node(chunk - 1)) wrong++;
                }
            }
        });
        reader.Start();
        for (var chunk = 0UL; chunk < chunks; chunk++)
        {
            level.Room(NodeLevel.ChunkSize)[0] = Node(chunk);
            level.Advance(NodeLevel.ChunkSize);
            Volatile.Write(ref written, chunk + 1);
            level.ForgetBefore(level.Count - NodeLevel.ChunkSize);
        }

        reader.Join();
        Assert.Equal(0UL, wrong);
    }

    [Fact]
    public void Chunks_that_left_the_window_are_used_again()
    {
        var level = new NodeLevel();
        for (var round = 0; round < 20; round++) Fill();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 20; round++) Fill();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, NodeLevel.ChunkSize * Hash256.Size);

        void Fill()
        {
            level.Advance(level.Room(NodeLevel.ChunkSize).Length);
            level.ForgetBefore(level.Count);
        }
    }

    private static Hash256 Node(ulong number)
    {
        Span<byte> bytes = stackalloc byte[Hash256.Size];
        BitConverter.TryWriteBytes(bytes, number);
        BitConverter.TryWriteBytes(bytes[^8..], number);
        return new Hash256(bytes);
    }
}
