namespace Onus.Cli;

/// <summary>Writes a file whole or not at all: what is there before stays until the new bytes are complete.</summary>
internal static class OutputFile
{
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new Refusal($"{path} is a directory; name a file");
        if (!Directory.Exists(Path.GetDirectoryName(full)!)) throw new Refusal($"there is no directory for {path}; make it first");
        var unfinished = full + ".unfinished";
        try
        {
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, full, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }
}
