using System.Diagnostics;

namespace Onus.Cli.Bench;

/// <summary>Measures while a load runs: time, processor time by thread, flushes, allocations.</summary>
internal sealed class LoadMeter
{
    private readonly MeteredDevice _device;
    private readonly ThreadTimes _threads = ThreadTimes.Now();
    private readonly TimeSpan _process = Environment.CpuUsage.TotalTime;
    private readonly long _allocated = GC.GetTotalAllocatedBytes(precise: true);
    private readonly long _start = Stopwatch.GetTimestamp();

    public LoadMeter(MeteredDevice device)
    {
        _device = device;
        device.TakeFlushes();
    }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    public LoadResult Stop(string name, long done, IEnumerable<double> latencies)
    {
        var took = Elapsed;
        var process = Environment.CpuUsage.TotalTime - _process;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocated;
        var threads = ThreadTimes.Now();
        var (sorted, flushes) = (latencies.ToArray(), _device.TakeFlushes());
        Array.Sort(sorted);
        Array.Sort(flushes);
        return new LoadResult(
            name, done, took, sorted, flushes, allocated,
            threads.Since(_threads, "onus writer"), threads.Since(_threads, "onus committer"), process);
    }
}
