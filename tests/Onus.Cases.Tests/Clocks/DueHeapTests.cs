using CsCheck;
using Onus.Cases.Clocks;
using Onus.Core;

namespace Onus.Cases.Tests.Clocks;

public sealed class DueHeapTests
{
    [Fact]
    public void What_falls_due_comes_out_by_instant_kind_and_id_whatever_was_set_moved_and_removed() =>
        Gen.Select(Gen.Int[0, 2], Gen.Byte[0, 3], Gen.ULong[0, 20], Gen.ULong[0, 9]).Array[0, 200].Sample(actions =>
        {
            var heap = new DueHeap();
            var model = new Dictionary<DueKey, LogTime>();
            foreach (var (action, kind, id, at) in actions)
            {
                var key = new DueKey((DueKind)kind, id);
                if (action == 0)
                {
                    heap.Remove(key);
                    model.Remove(key);
                    continue;
                }

                heap.Set(key, new LogTime(at));
                model[key] = new LogTime(at);
            }

            foreach (var (key, at) in model.OrderBy(p => p.Value).ThenBy(p => p.Key))
            {
                Assert.True(heap.TryPeek(out var due, out var first));
                Assert.Equal((at, key), (due, first));
                heap.Remove(first);
            }

            Assert.Null(heap.Next);
        });
}
