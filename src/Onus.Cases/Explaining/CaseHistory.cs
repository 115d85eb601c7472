using Onus.Core;
using Onus.Core.Formats;

namespace Onus.Cases.Explaining;

/// <summary>Who gave a fact, and in which entry.</summary>
internal readonly record struct FactSource(ulong Entry, ulong Actor, string As, Hash256? Commitment, ulong PassedOnBy);

/// <summary>What the entries of one case say of its facts: the walk back along its lineage, read forward.</summary>
internal sealed class CaseHistory
{
    private readonly Dictionary<int, FactSource> _facts = [];

    private CaseHistory(LogFold fold) => Fold = fold;

    public LogFold Fold { get; }

    /// <summary>The history of a case up to its last entry that is folded.</summary>
    public static CaseHistory Of(LogFold fold, ulong @case)
    {
        var history = new CaseHistory(fold);
        if (!fold.Tables.Cases.TryGet(@case, out var record)) return history;
        var entries = new Stack<ReadOnlyMemory<byte>>();
        for (var next = record.Last; ;)
        {
            var entry = fold.Read(next);
            entries.Push(entry);
            var link = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry)).Lineage[^1];
            if (link.Ordinal == 0) break;
            next = link.Previous;
        }

        foreach (var entry in entries)
            if (fold.Tables.TryReadAct(entry, out var act)) history.Add(act);
        return history;
    }

    /// <summary>Takes in an act that gives facts.</summary>
    public void Add(ActEntry act)
    {
        var name = act.Decider.Actor == 0 ? "" : NameOf(act);
        foreach (var fact in act.Facts)
            _facts[fact.Fact] = new FactSource(act.Envelope.Index, act.Decider.Actor, name, fact.Commitment, act.Opening?.OpenedBy ?? 0);
    }

    /// <summary>Takes in the facts of a request that is asked.</summary>
    public void Add(RequestAsked asked, string name)
    {
        foreach (var fact in asked.Facts)
            _facts[fact.Fact] = new FactSource(asked.Envelope.Index, asked.Envelope.Actor, name, fact.Commitment, 0);
    }

    /// <summary>Where a fact came from, in words.</summary>
    public string OriginOf(int fact)
    {
        if (!_facts.TryGetValue(fact, out var source)) return "not given";
        var given = source.PassedOnBy != 0
            ? $"passed on by entry {source.PassedOnBy}, which opened the case"
            : $"given in entry {source.Entry} by actor {source.Actor}{(source.As.Length == 0 ? "" : " as " + source.As)}";
        if (source.Commitment is not { } commitment) return given;
        return ErasedAt(new KeptName(source.Entry, commitment)) is { } erased
            ? $"{given}; personal, value erased at entry {erased}"
            : $"{given}; personal, the log holds this cell and a commitment";
    }

    private ulong? ErasedAt(KeptName name)
    {
        if (Fold.DestroyedBy is { } known) return known(name);
        for (var index = name.Entry + 1; index < Fold.Size; index++)
        {
            var entry = Fold.Read(index);
            if (Destroyed.TryRead(entry, out var destroyed) && destroyed!.Kept == name) return index;
        }

        return null;
    }

    private string NameOf(ActEntry act)
    {
        var product = Fold.Tables.Products.Get(act.Product).Product;
        return act.Decider.Authority is { } authority ? product.Authorities[authority].Name
            : act.Decider.Party is { } party ? product.Parties[party].Name : "";
    }
}
