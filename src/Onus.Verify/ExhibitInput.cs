using Onus.Log.Exhibits;

namespace Onus.Verify;

/// <summary>Reads an exhibit: the archive, or the folder that it was unpacked to.</summary>
internal static class ExhibitInput
{
    /// <summary>The members; of an archive moreover whether it holds nothing but them.</summary>
    /// <exception cref="Refusal">There is no such file or folder, or it is no archive.</exception>
    public static (List<ArchiveMember> Members, bool IsExact) Read(string path)
    {
        if (Directory.Exists(path)) return (ReadFolder(path), true);
        var bytes = InputFile.Read(new FileInfo(path), StoredZip.MaxSize);
        if (!StoredZip.TryRead(bytes, out var members, out var error)) throw new Refusal($"{path} is no exhibit: {error}");
        return (members, StoredZip.Write(members).AsSpan().SequenceEqual(bytes));
    }

    private static List<ArchiveMember> ReadFolder(string folder)
    {
        var (members, size) = (new List<ArchiveMember>(), 0L);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            size += file.Length;
            if (size > StoredZip.MaxSize || members.Count >= StoredZip.MaxMembers) throw new Refusal($"{folder} holds more than an exhibit can");
            var path = Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            members.Add(new ArchiveMember(path, InputFile.Read(file, StoredZip.MaxSize)));
        }

        return members;
    }
}
