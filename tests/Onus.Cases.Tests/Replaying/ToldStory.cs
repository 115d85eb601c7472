using Onus.Cases.Stories;
using Onus.Core;
using Onus.Language;
using Onus.Language.Compiled;
using Onus.Language.Syntax;

namespace Onus.Cases.Tests.Replaying;

/// <summary>A story of a shipped product that was played to its end: its log, and the node as it stands.</summary>
internal sealed class ToldStory : IDisposable
{
    private static readonly Lazy<IReadOnlyList<CompiledText>> Shipped = new(Compile);

    private readonly StoryStage _stage;

    private ToldStory(Product product, Example example, StoryStage stage, LogTime start) =>
        (Product, Example, _stage, Start) = (product, example, stage, start);

    public static IReadOnlyList<CompiledText> Products => Shipped.Value;

    public Product Product { get; }

    public Example Example { get; }

    public LogTime Start { get; }

    public MemoryNode Node => _stage.Node;

    public ulong Size => Node.Size;

    /// <summary>Plays a story that comes true.</summary>
    public static ToldStory Tell(Product product, Example example)
    {
        var text = Products.Single(t => t.Product.Name == product.Name);
        Invariant.Holds(CivilZone.TryFind(product.Perimeter.TimeZone ?? "UTC", out var zone));
        BusinessCalendar? business = null;
        foreach (var file in text.Calendars) BusinessCalendar.TryRead(file, out business, out _);
        var calendar = new CivilCalendar(zone, business, product.Perimeter.MonthEnd);
        var start = zone.StartOf(product.InEffect is { } day && day > new DateOnly(2027, 1, 4) ? day : new DateOnly(2027, 1, 4))
            .Plus(9 * 3_600 * LogTime.NanosecondsPerSecond);
        var stage = new StoryStage(Opened(text), new LogTime(start.Nanoseconds - LogTime.NanosecondsPerSecond));
        var play = new StoryPlay(product, calendar, stage, start);
        play.SetUp(example);
        foreach (var line in example.Lines) play.Do(line);
        play.End();
        return new ToldStory(product, example, stage, start);
    }

    public ReadOnlyMemory<byte> Read(ulong index)
    {
        Assert.True(Node.TryRead(index, out var entry));
        return entry;
    }

    /// <summary>What the story says was kept before its case: it stands in no entry, so a fold is told of it.</summary>
    public void KeepHistory(CasesState state, ReadOnlyMemory<byte> next)
    {
        if (!state.Tables.TryReadAct(next, out var act) || act.Opening is null || act.Opening.OpenedBy != 0) return;
        if (state.Tables.Products.Get(act.Product).Product.Name != Product.Name) return;
        foreach (var line in Example.Lines)
        {
            if (line.Action != ExampleAction.GivenFact || Product.Facts[line.Subject].Kept is not { } kept || line.Value == 0) continue;
            Int128 key = kept.Per is { } per ? act.Facts.Where(f => f.Fact == per).Select(f => f.Value).FirstOrDefault()
                : kept.PerParty is { } party ? (Int128)act.Opening.Parties[party] : 0;
            state.Tables.Kept.Of(Product, Product.Facts[line.Subject]).Add(key, (UInt128)line.Value, Start);
        }
    }

    public void Dispose() => _stage.Dispose();

    /// <summary>The product with all that its steps and caps open, and what those open in turn.</summary>
    private static List<CompiledText> Opened(CompiledText text)
    {
        var opened = new List<CompiledText> { text };
        for (var i = 0; i < opened.Count; i++)
        {
            var product = opened[i].Product;
            var names = product.Steps.Select(s => s.Opens).Concat(product.Caps.SelectMany(c => c.Opens.Select(o => (string?)o.Product)));
            opened.AddRange(Products.Where(t => names.Contains(t.Product.Name) && !opened.Contains(t)).ToArray());
        }

        return opened;
    }

    /// <summary>A shipped product whose text is changed.</summary>
    public static CompiledText Compile(string name, Func<string, string> change)
    {
        var path = Paths().Single(p => Path.GetFileNameWithoutExtension(p) == name);
        return Compile(SourceText.FromBytes(path, System.Text.Encoding.UTF8.GetBytes(change(File.ReadAllText(path)))));
    }

    /// <summary>The text of a shipped product.</summary>
    public static byte[] SourceOf(string name) => File.ReadAllBytes(Paths().Single(p => Path.GetFileNameWithoutExtension(p) == name));

    private static string[] Paths()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Onus.slnx"))) root = Path.GetDirectoryName(root)!;
        return [.. Directory.EnumerateFiles(Path.Combine(root, "products"), "*.onus", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    private static List<CompiledText> Compile() => [.. Paths().Select(p => Compile(SourceText.FromBytes(p, File.ReadAllBytes(p))))];

    private static CompiledText Compile(SourceText source)
    {
        var named = Paths().ToDictionary(p => Path.GetFileNameWithoutExtension(p), StringComparer.Ordinal);
        string Beside(string path) => Path.Combine(Path.GetDirectoryName(source.Path)!, path);
        var check = ProductCheck.Check(source, new CheckOptions
        {
            KnownProducts = named.Keys.ToHashSet(StringComparer.Ordinal),
            ReadProduct = other => named.TryGetValue(other, out var at) ? SourceText.FromBytes(at, File.ReadAllBytes(at)) : null,
            ReadBeside = path => File.Exists(Beside(path)) ? File.ReadAllBytes(Beside(path)) : null,
        });
        Assert.True(check.Succeeded, TextRenderer.Render(check));
        var product = check.Compile();
        return new CompiledText(product, product.Perimeter.Calendar is { } calendar ? [File.ReadAllBytes(Beside(calendar.Path))] : []);
    }
}
