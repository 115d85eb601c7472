using System.Globalization;
using Onus.Cases;

namespace Onus.Cli.Cases;

/// <summary><c>onus explain ENTRY DIR</c>: why an entry of a case is as it is.</summary>
internal static class ExplainEntry
{
    public static string Explain(string text, DirectoryInfo directory, bool asJson)
    {
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var entry))
            throw new Refusal($"'{text}' is no entry: beside a directory, give the entry's number");
        using var log = CaseLog.Open(directory);
        if (log.Size == 0) throw new Refusal($"the log in {directory} is empty");
        if (entry >= log.Size) throw new Refusal($"{directory} has no entry {entry}: its last one is {log.Size - 1}");
        if (!Explainer.TryExplain(log, log.Size, entry, out var explanation))
            throw new Refusal($"entry {entry} in {directory} is none of a case: only acts, refusals, requests, approvals and duties are explained");
        return asJson ? ExplanationJson.Write(explanation) : ExplanationText.Write(explanation);
    }
}
