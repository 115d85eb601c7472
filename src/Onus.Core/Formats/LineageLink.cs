namespace Onus.Core.Formats;

/// <summary>One subject's thread through the log: where its previous entry is, and the how-manieth this one is.</summary>
/// <param name="Subject">The index of the entry that created the subject (account, case, actor, product).</param>
/// <param name="Previous">The index of the subject's previous entry; the subject's own index for its second entry.</param>
/// <param name="Ordinal">This entry's place in the subject's history; its creation is 0.</param>
public readonly record struct LineageLink(ulong Subject, ulong Previous, ulong Ordinal)
{
    /// <summary>The most links that one entry may carry.</summary>
    public const int MaxPerEntry = 4_096;
}
