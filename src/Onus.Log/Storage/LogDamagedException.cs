using System.Globalization;

namespace Onus.Log.Storage;

/// <summary>The log is damaged at a place: nothing there is served, and nothing is signed on top of it.</summary>
public sealed class LogDamagedException : IOException
{
    /// <summary>Damage at a place.</summary>
    public LogDamagedException(LogDamage damage, string file, long offset, ulong index, string detail)
        : base(string.Create(
            CultureInfo.InvariantCulture, $"{file} at byte {offset}, entry {index}: {Word(damage)}: {detail}"))
    {
        Damage = damage;
        File = file;
        Offset = offset;
        Index = index;
        Detail = detail;
    }

    /// <summary>What happened there.</summary>
    public LogDamage Damage { get; }

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>Where the damaged frame or header begins in the file, in bytes.</summary>
    public long Offset { get; }

    /// <summary>The index of the first entry of that place, as far as it is known, that is no longer certain.</summary>
    public ulong Index { get; }

    /// <summary>What was found, in words.</summary>
    public string Detail { get; }

    private static string Word(LogDamage damage) => damage switch
    {
        LogDamage.BitRot => "bit rot",
        LogDamage.Truncated => "truncated",
        LogDamage.Lost => "lost write",
        LogDamage.Misdirected => "misdirected write",
        _ => "reordered write",
    };
}
