using System.Collections.Frozen;
using System.Text.Json;

namespace Onus.Console.Wording;

/// <summary>What the console says, by language and key, from the files Words/NAME.LANGUAGE.json of this assembly.</summary>
internal sealed class WordBook
{
    public const string English = "en";
    public const string Chinese = "zh-Hans";

    public static readonly IReadOnlyList<string> Languages = [English, Chinese];

    private readonly FrozenDictionary<string, FrozenDictionary<string, string>> byLanguage;

    private WordBook(Dictionary<string, Dictionary<string, string>> words) => byLanguage =
        words.ToFrozenDictionary(w => w.Key, w => w.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The words of this assembly.</summary>
    public static WordBook Embedded { get; } = Load();

    /// <summary>All words of a language.</summary>
    public IReadOnlyDictionary<string, string> Of(string language) => byLanguage[language];

    private static WordBook Load()
    {
        var words = Languages.ToDictionary(l => l, _ => new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal);
        var assembly = typeof(WordBook).Assembly;
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith("Words/", StringComparison.Ordinal)) continue;
            var language = name.Split('.')[^2];
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                if (!words[language].TryAdd(key, text)) throw new InvalidOperationException($"{name}: '{key}' is said in another file too");
            }
        }

        return new WordBook(words);
    }
}
