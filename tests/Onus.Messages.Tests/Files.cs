using System.Text;

namespace Onus.Messages.Tests;

/// <summary>Files of the tests, and what the reader makes of them.</summary>
internal static class Files
{
    public static IEnumerable<string> SampleNames => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.xml")
        .Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    public static string Sample(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", name));

    public static ReadFile Read(string xml, ReadLimits? limits = null) => Read(Encoding.UTF8.GetBytes(xml), limits);

    public static ReadFile Read(byte[] bytes, ReadLimits? limits = null)
    {
        using var reader = new MessageReader(new MemoryStream(bytes), limits);
        var results = reader.ReadAll().ToList();
        return new ReadFile(results, reader.Messages, reader.FileRefusal);
    }

    /// <summary>Where the repository begins.</summary>
    public static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Onus.slnx"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }
}

/// <summary>All that came out of one file.</summary>
internal sealed record ReadFile(
    IReadOnlyList<TransactionResult> Results, IReadOnlyList<MessageSummary> Messages, MessageRefusal? FileRefusal)
{
    /// <summary>Everything that is refused, on all levels.</summary>
    public IEnumerable<MessageRefusal> Refusals =>
    [
        .. FileRefusal is null ? [] : new[] { FileRefusal },
        .. Messages.SelectMany(m => m.Refusals),
        .. Results.SelectMany(r => r.Refusals),
    ];

    public string Text =>
        string.Join('\n', Refusals.Select(r => $"{r.Line}:{r.Column} {r.Path} {r.Rule.Code()}: {r.Detail}"));
}
