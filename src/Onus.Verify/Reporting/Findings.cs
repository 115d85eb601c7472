namespace Onus.Verify.Reporting;

/// <summary>What a verb found, said in plain words: what is proven, and what is not.</summary>
internal sealed class Findings
{
    private readonly List<string> _proven = [];
    private readonly List<string> _notProven = [];
    private readonly List<string> _refutations = [];
    private string? _selfConsistency;

    /// <summary>Adds something that is proven.</summary>
    public void Proven(string sentence) => _proven.Add(sentence);

    /// <summary>Adds something that a reader could take for proven and that is not.</summary>
    public void NotProven(string sentence) => _notProven.Add(sentence);

    /// <summary>Says why it does not hold.</summary>
    public void Refute(string sentence) => _refutations.Add(sentence);

    /// <summary>Says that nothing can be proven for want of a key.</summary>
    public void OnlySelfConsistent(string sentence) => _selfConsistency = sentence;

    /// <summary>Prints everything and gives the exit code.</summary>
    public int Print(TextWriter output)
    {
        if (_refutations.Count > 0)
        {
            foreach (var reason in _refutations) output.WriteLine($"REFUTED: {reason}");
            return (int)ExitCode.Refuted;
        }

        if (_selfConsistency is not null) output.WriteLine($"CONSISTENT WITH ITSELF ONLY: {_selfConsistency}");
        Print(output, _selfConsistency is null ? "PROVEN" : "What agrees", _proven);
        Print(output, "NOT PROVEN", _notProven);
        return (int)(_selfConsistency is null ? ExitCode.Proven : ExitCode.SelfConsistent);
    }

    private static void Print(TextWriter output, string title, List<string> sentences)
    {
        if (sentences.Count == 0) return;
        output.WriteLine(title);
        foreach (var sentence in sentences) output.WriteLine($"  - {sentence}");
    }
}
