using System.Text;

namespace Onus.Log.Tests.Formats;

/// <summary>A page of docs/formats/ whose test vectors are fenced blocks: <c>```text NAME</c>.</summary>
/// <remarks>With ONUS_UPDATE_VECTORS=1 in the environment a test writes what the code makes into the page; read the
/// difference before you commit it.</remarks>
internal sealed class FormatPage
{
    private const string Fence = "```";

    private readonly string _file;

    public FormatPage(string name) => _file = Path.Combine(Root(), "docs", "formats", name);

    private static bool Updates => Environment.GetEnvironmentVariable("ONUS_UPDATE_VECTORS") == "1";

    /// <summary>The lines of a vector, each ended by LF.</summary>
    public string Vector(string name)
    {
        var (lines, start, end) = Find(name);
        return string.Concat(lines[start..end].Select(line => line + "\n"));
    }

    /// <summary>The bytes of a vector in hexadecimal.</summary>
    public byte[] Bytes(string name) => Convert.FromHexString(Vector(name).Replace("\n", "", StringComparison.Ordinal));

    /// <summary>That the code makes exactly this vector.</summary>
    public void Check(string name, string made)
    {
        if (Updates) Write(name, made);
        Assert.Equal(Vector(name), made);
    }

    /// <summary>That the code makes exactly the bytes of this vector.</summary>
    public void Check(string name, ReadOnlySpan<byte> made)
    {
        var hex = Convert.ToHexStringLower(made);
        var lines = new StringBuilder();
        for (var at = 0; at < hex.Length; at += 64) lines.Append(hex, at, Math.Min(64, hex.Length - at)).Append('\n');
        Check(name, lines.ToString());
    }

    private void Write(string name, string made)
    {
        var (lines, start, end) = Find(name);
        string[] changed = [.. lines[..start], .. made.TrimEnd('\n').Split('\n'), .. lines[end..]];
        File.WriteAllText(_file, string.Join('\n', changed));
    }

    private (string[] Lines, int Start, int End) Find(string name)
    {
        var lines = File.ReadAllText(_file).Split('\n');
        var open = Array.FindIndex(lines, line => line.StartsWith(Fence, StringComparison.Ordinal) && line.Split(' ')[^1] == name);
        Assert.True(open >= 0, $"{_file} has no vector {name}");
        return (lines, open + 1, Array.IndexOf(lines, Fence, open + 1));
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Onus.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("no Onus.slnx above the tests");
    }
}
