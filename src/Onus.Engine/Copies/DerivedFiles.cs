using Onus.Engine.Ids;
using Onus.Engine.Snapshots;
using Onus.Log.Storage;

namespace Onus.Engine.Copies;

/// <summary>Copies what lies beside a log to make opening it fast: the newest snapshot and the runs of ids.</summary>
/// <remarks>All of it is checked against the entries when the copy is opened, and passed over where it does not fit. It is
/// copied before the entries, which then reach at least as far.</remarks>
internal static class DerivedFiles
{
    public static void Copy(IStorageDevice source, IStorageDevice target)
    {
        CopySnapshot(source, target);
        var there = target.List().Where(IdRunHeader.IsName).ToHashSet(StringComparer.Ordinal);
        foreach (var name in source.List().Where(IdRunHeader.IsName))
            if (!there.Contains(name) || LengthOf(source, name) != LengthOf(target, name)) DeviceCopy.TryWhole(source, target, name);
    }

    private static void CopySnapshot(IStorageDevice source, IStorageDevice target)
    {
        var newest = source.List().Where(SnapshotHeader.IsName).OrderDescending(StringComparer.Ordinal).FirstOrDefault(name => IsSealed(source, name));
        if (newest is null) return;
        var isThere = target.List().Contains(newest) && IsSealed(target, newest) && LengthOf(source, newest) == LengthOf(target, newest);
        if (!isThere && !DeviceCopy.TryWhole(source, target, newest)) return;
        foreach (var older in target.List().Where(name => SnapshotHeader.IsName(name) && name != newest).ToArray()) target.Delete(older);
    }

    private static bool IsSealed(IStorageDevice device, string name)
    {
        try
        {
            using var file = device.Open(name, writable: false);
            return SnapshotHeader.TryRead(file, out _);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private static long LengthOf(IStorageDevice device, string name)
    {
        using var file = device.Open(name, writable: false);
        return file.Length;
    }
}
