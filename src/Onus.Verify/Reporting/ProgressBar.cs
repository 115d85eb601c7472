using System.Diagnostics;
using System.Globalization;

namespace Onus.Verify.Reporting;

/// <summary>One line on standard error that shows how far a long check is; silent where nobody watches.</summary>
internal sealed class ProgressBar : IDisposable
{
    private const int Width = 30;

    private readonly TextWriter? _writer;
    private readonly long _total;
    private readonly Func<long> _done;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Timer? _timer;

    /// <param name="writer">Standard error; null when it is no terminal.</param>
    /// <param name="total">The entries in all.</param>
    /// <param name="done">The entries done so far.</param>
    public ProgressBar(TextWriter? writer, ulong total, Func<long> done)
    {
        _writer = writer;
        _total = (long)Math.Min(total, long.MaxValue);
        _done = done;
        if (writer is not null) _timer = new Timer(_ => Draw(), null, 200, 200);
    }

    /// <summary>The line as it stands after that many entries and seconds.</summary>
    internal static string Line(long done, long total, double seconds)
    {
        var share = total == 0 ? 1 : (double)done / total;
        var bar = new string('#', (int)(share * Width)).PadRight(Width, '.');
        var rate = seconds > 0 ? done / seconds : 0;
        var left = rate > 0 ? $", {(total - done) / rate:F0} s left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"[{bar}] {share * 100,3:F0} %  {rate / 1e6:F2} M entries/s{left}");
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        if (_timer is null) return;
        using var stopped = new ManualResetEvent(false);
        if (_timer.Dispose(stopped)) stopped.WaitOne();
        _writer!.Write("\r" + new string(' ', 78) + "\r");
    }

    private void Draw() => _writer!.Write("\r" + Line(_done(), _total, _clock.Elapsed.TotalSeconds).PadRight(78));
}
