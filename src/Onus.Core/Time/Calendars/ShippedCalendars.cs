namespace Onus.Core;

/// <summary>The calendar files that come with Onus; a product keeps its own copy beside its text.</summary>
public static class ShippedCalendars
{
    /// <summary>The names of the files without their ending, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cn", "sg", "target2"];

    /// <summary>The bytes of a shipped file: <c>target2</c> is the euro area's payment system, <c>cn</c> the People's
    /// Republic of China with its working weekends, <c>sg</c> Singapore.</summary>
    /// <exception cref="ArgumentException">No such file.</exception>
    public static byte[] Read(string name)
    {
        if (!Names.Contains(name, StringComparer.Ordinal)) throw new ArgumentException($"no shipped calendar '{name}'", nameof(name));
        using var stream = typeof(ShippedCalendars).Assembly.GetManifestResourceStream($"Onus.Core.Calendars.{name}.csv");
        Invariant.Holds(stream is not null);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
