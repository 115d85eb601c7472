using System.Globalization;

namespace Onus.Cli.Bench;

/// <summary>The processor time that this process's threads have used, by the threads' names; Linux only, elsewhere nothing.</summary>
internal sealed class ThreadTimes
{
    private const string Tasks = "/proc/self/task";

    private readonly Dictionary<string, long> _nanoseconds = [];

    private ThreadTimes()
    {
    }

    /// <summary>What was used until now.</summary>
    public static ThreadTimes Now()
    {
        var times = new ThreadTimes();
        if (!Directory.Exists(Tasks)) return times;
        foreach (var task in Directory.EnumerateDirectories(Tasks)) times.Add(task);
        return times;
    }

    /// <summary>The nanoseconds used since then by the threads whose name begins so; null where the system does not tell.</summary>
    public long? Since(ThreadTimes before, string name) =>
        _nanoseconds.Count == 0 ? null : Sum(name) - before.Sum(name);

    private long Sum(string name) =>
        _nanoseconds.Where(time => time.Key.StartsWith(name, StringComparison.Ordinal)).Sum(time => time.Value);

    private void Add(string task)
    {
        try
        {
            var name = File.ReadAllText(Path.Combine(task, "comm")).Trim();
            var used = long.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture);
            _nanoseconds[name] = _nanoseconds.GetValueOrDefault(name) + used;
        }
        catch (IOException)
        {
            // The thread ended while it was being read.
        }
    }
}
