using System.Collections.Immutable;
using Onus.Cases.Explaining;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Tells one case from its opening to its last entry, out of its own entries alone.</summary>
/// <remarks>It costs the reading of the case's entries, however long the log is, and asks nothing of the state: any thread may
/// tell. What only the whole state knows (what else was possible, why a guard did not hold) the <see cref="Explainer"/> says.</remarks>
public sealed class CaseMoments
{
    private readonly IEntryReader _log;
    private readonly Func<ulong, Product> _productOf;
    private readonly Dictionary<KeptName, string> _kept = [];
    private readonly Dictionary<DutyName, (string What, Secrecy? Secrecy)> _duties = [];
    private readonly Dictionary<ulong, string> _asked = [];
    private ProductWords _words = null!;
    private ulong[] _parties = [];
    private UInt128[] _liability = [];
    private Int128?[] _facts = [];
    private int? _state;

    private CaseMoments(IEntryReader log, Func<ulong, Product> productOf) => (_log, _productOf) = (log, productOf);

    private Product Product => _words.Product;

    /// <summary>The case's moments, oldest first.</summary>
    /// <param name="log">The log.</param>
    /// <param name="last">The case's last entry, or any other of its entries: then the moments end there.</param>
    /// <param name="productOf">The product version that an entry enacted.</param>
    public static IEnumerable<CaseMoment> Of(IEntryReader log, ulong last, Func<ulong, Product> productOf)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(productOf);
        var told = new CaseMoments(log, productOf);
        foreach (var entry in Entries(log, last)) yield return told.Tell(entry);
    }

    /// <summary>One entry of a case alone: what can be told without the entries before it. Null where it is of no case.</summary>
    /// <param name="log">The log.</param>
    /// <param name="entry">The entry's bytes.</param>
    /// <param name="productOf">The product version that an entry enacted.</param>
    public static CaseMoment? Alone(IEntryReader log, ReadOnlyMemory<byte> entry, Func<ulong, Product> productOf)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(productOf);
        if (EntryHeader.KindOf(entry.Span) is not (>= EntryKind.Act and < EntryKind.Throttled)) return null;
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
        if (envelope.Lineage.Count == 0 || !log.TryRead(envelope.Lineage[^1].Subject, out var opening)) return null;
        if (!ActEntry.TryRead(opening, out var act) || act!.Opening is not { } opened) return null;
        var told = new CaseMoments(log, productOf);
        told.Open(ActEntry.TryRead(entry, out var own) ? own!.Product : act.Product, opened);
        if (own?.Opening is null) told._state = null;
        return told.Tell(entry);
    }

    /// <summary>The entries of a case, oldest first.</summary>
    /// <param name="log">The log.</param>
    /// <param name="last">Its last entry, or the one to end with.</param>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Entries(IEntryReader log, ulong last)
    {
        ArgumentNullException.ThrowIfNull(log);
        var entries = new List<ReadOnlyMemory<byte>>();
        for (var next = last; ;)
        {
            Invariant.Holds(log.TryRead(next, out var entry));
            entries.Add(entry);
            var link = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry)).Lineage[^1];
            if (link.Ordinal == 0) break;
            next = link.Previous;
        }

        entries.Reverse();
        return entries;
    }

    /// <summary>Reads an act with everything in it: of a confidential one, joined with the sealed part before it.</summary>
    public static ActEntry? ReadAct(IEntryReader log, ReadOnlyMemory<byte> entry)
    {
        ArgumentNullException.ThrowIfNull(log);
        if (!ActEntry.TryRead(entry, out var act) || act!.Seal is null) return act;
        Invariant.Holds(log.TryRead(act.Envelope.Index - 1, out var before));
        return SealedPart.TryRead(before, out var part) && Face.TryOpen(act, part!, out var full) ? full : null;
    }

    private ReadOnlyMemory<byte> Read(ulong entry)
    {
        Invariant.Holds(_log.TryRead(entry, out var bytes));
        return bytes;
    }

    private CaseMoment Tell(ReadOnlyMemory<byte> entry)
    {
        if (ReadAct(_log, entry) is { } act) return Acted(act);
        if (CaseRefused.TryRead(entry, out var refused)) return Refused(refused!);
        if (ApprovalEntry.TryRead(entry, out var approval)) return Approved(approval!);
        if (ApprovalWithdrawn.TryRead(entry, out var withdrawn))
            return Say(withdrawn!.Envelope, $"the approval of entry {withdrawn.Approval} was withdrawn", Actor(withdrawn.Envelope));
        if (RequestAsked.TryRead(entry, out var asked)) return Asked(asked!);
        if (RequestEnded.TryRead(entry, out var ended)) return Ended(ended!);
        if (DutyDone.TryRead(entry, out var done)) return Done(done!);
        if (DutyOverdue.TryRead(entry, out var overdue))
        {
            var (what, secrecy) = DutyOf(overdue!.Duty);
            return Say(overdue.Envelope, $"{what} was not done in time; it is owed still", $"the clock: it was due at {overdue.WasDue}") with
            {
                Secrecy = secrecy,
            };
        }

        return Kept(entry) ?? OfCharter(entry);
    }

    private CaseMoment Acted(ActEntry act)
    {
        if (act.Opening is { } opening) Open(act.Product, opening);
        var before = _state is null ? null : _liability;
        var sentences = new ActSentences(_words, act, Read);
        foreach (var given in act.Facts) _facts[given.Fact] = given.Value;
        var moment = new CaseMoment
        {
            Envelope = act.Envelope,
            Headline = sentences.Headline(_state),
            Deciders = [.. sentences.Deciders(_state)],
            Steps = [.. act.Firings.Select(firing => Product.Steps[firing.Step].Title)],
            Because = [.. act.Firings.SelectMany(firing => Product.Steps[firing.Step].Because).Distinct().Select(Source)],
            Facts = [.. FactsOf(act)],
            Liability = before is null ? [] : [.. sentences.Liability(before, _parties)],
            Money = [.. act.Legs.Select(leg => new ExplainedMove(
                Product.Accounts[leg.From].Name, Product.Accounts[leg.To].Name, _words.Money(leg.Amount)))],
            Duties = [.. act.Duties.Select(duty => $"{DutyWords.Say(_words, act.Firings, duty)}, by {duty.Due}")],
            Secrecy = act.Seal is null ? null : Secrecy.Of(Product, act.Firings),
        };
        if (!act.Firings.IsEmpty) _state = act.Firings[^1].To;
        if (before is not null) _liability = ActSentences.LiabilityAfter(before, act.Moves);
        Remember(act, moment.Secrecy);
        return act.Seal is null ? moment : moment with { PublicFace = PublicFace(act) };
    }

    private void Open(ulong product, ActOpening opening)
    {
        _words = new ProductWords(_productOf(product));
        (_parties, _state) = ([.. opening.Parties], Product.Start);
        (_liability, _facts) = (new UInt128[Product.Parties.Length], new Int128?[Product.Facts.Length]);
    }

    /// <summary>What everybody may see of a confidential act: the state, its legal meaning and the time.</summary>
    private CaseMoment PublicFace(ActEntry act)
    {
        var state = Product.States[act.Seal!.Value.State];
        var shown = Face.Public(act);
        return new CaseMoment
        {
            Envelope = shown.Envelope with { Command = Id128.None },
            Headline = $"the case is in {state.Name}: {Product.Legals[state.Legal].Text}",
            IsPublicFace = true,
        };
    }

    private void Remember(ActEntry act, Secrecy? secrecy)
    {
        foreach (var given in act.Facts)
            if (given.Commitment is { } hidden) _kept[new KeptName(act.Envelope.Index, hidden)] = Product.Facts[given.Fact].Name;
        foreach (var filed in act.Evidence) _kept[new KeptName(act.Envelope.Index, filed.Commitment)] = Product.Evidence[filed.Kind].Name;
        for (var ordinal = 0; ordinal < act.Duties.Length; ordinal++)
            _duties[new DutyName(act.Envelope.Index, ordinal)] = (DutyWords.Say(_words, act.Firings, act.Duties[ordinal]), secrecy);
    }

    /// <summary>The facts that came with the act, those that its guards read, and the kept ones that they looked up.</summary>
    private IEnumerable<MomentFact> FactsOf(ActEntry act)
    {
        var places = new SortedSet<int>(act.Facts.Select(given => given.Fact));
        foreach (var firing in act.Firings) places.UnionWith(ProductReads.Of(Product.Steps[firing.Step].When));
        foreach (var place in places)
            if (_facts[place] is { } value) yield return Fact(place, value);
        foreach (var used in act.Used) yield return Fact(used.Fact, used.Value);
    }

    private MomentFact Fact(int place, Int128 value) => new(
        place, Product.Facts[place].Name, Product.Facts[place].Personal ? _words.Cell(place, value) : _words.Value(place, value));

    private string Source(int place) => $"{Product.Sources[place].Title} ({_words.Says(Product.Sources[place])})";

    private CaseMoment Refused(CaseRefused refused)
    {
        var head = new CommandHead(refused.Envelope.Command, refused.Envelope.Trace, refused.Envelope.Actor);
        CaseCommandCodec.TryDecode(refused.Content, head, out var command);
        var words = CaseWords.Of(Product, new CaseResult(refused.Outcome, refused.Outcome, 0, default, 0, refused.About)).Replace('_', ' ');
        return Say(refused.Envelope, $"{CommandWords.Asked(command)} was refused: {words}", $"{Actor(refused.Envelope)}{CommandWords.As(command)} asked") with
        {
            Refusal = CaseWords.CodeOf(refused.Outcome),
            Secrecy = command is DischargeDuty deed ? DutyOf(deed.Duty).Secrecy : Secrecy.Of(Product, CommandWords.StepOf(command)),
        };
    }

    private CaseMoment Approved(ApprovalEntry approval)
    {
        var step = Product.Steps[approval.Step];
        var needed = step.Decider.By is { IsParty: false } by ? Product.Authorities[by.Index] : null;
        return Say(
            approval.Envelope, $"{step.Name} was approved: {needed?.Quorum ?? 1} different people of {needed?.Name} must agree",
            $"{Actor(approval.Envelope)} as {_words.Authority(approval.Authority)}, who had seen the case as of entry {approval.HeadSeen}") with
        {
            Steps = [step.Title],
            Secrecy = Secrecy.Of(Product, step.Name),
        };
    }

    private CaseMoment Asked(RequestAsked asked)
    {
        var step = Product.Steps[asked.Step];
        _asked[asked.Envelope.Index] = step.Name;
        foreach (var given in asked.Facts)
            if (given.Commitment is { } hidden) _kept[new KeptName(asked.Envelope.Index, hidden)] = Product.Facts[given.Fact].Name;
        foreach (var filed in asked.Evidence) _kept[new KeptName(asked.Envelope.Index, filed.Commitment)] = Product.Evidence[filed.Kind].Name;
        return Say(
            asked.Envelope, $"{step.Name} was asked for; in silence it is {NextWords.Silence(_words, step.Answer!)} at {asked.Due}",
            $"{Actor(asked.Envelope)} as {_words.Who(step.By!.Value)}") with
        {
            Steps = [step.Title],
            Facts = [.. asked.Facts.Select(given => Fact(given.Fact, given.Value))],
        };
    }

    private CaseMoment Ended(RequestEnded ended)
    {
        var name = _asked.GetValueOrDefault(ended.Request, "the request");
        var why = CaseWords.CodeOf(ended.Outcome);
        var who = ended.Decider.Actor != 0 ? $"actor {ended.Decider.Actor}"
            : ended.Outcome == CaseOutcome.RequestMoot ? "nobody: it can no longer be asked" : "nobody answered in time";
        return Say(ended.Envelope, $"{name}, asked for in entry {ended.Request}, was not granted: {why.Replace('_', ' ')}", who) with { Refusal = why };
    }

    private CaseMoment Done(DutyDone done)
    {
        var (what, secrecy) = DutyOf(done.Duty);
        if (done.Document is { } document) _kept[new KeptName(done.Envelope.Index, document)] = $"the document of {what}";
        var headline = done.Deed == DutyDeed.Failed
            ? $"{what}: an attempt failed ({done.Failure.ToString().ToLowerInvariant()}); it is owed still"
            : $"{what}: {done.Deed.ToString().ToLowerInvariant()}";
        return Say(done.Envelope, headline, $"{Actor(done.Envelope)} says so{(done.Signature.IsEmpty ? "" : ", and signed it")}") with { Secrecy = secrecy };
    }

    private CaseMoment? Kept(ReadOnlyMemory<byte> entry)
    {
        if (RetentionOver.TryRead(entry, out var over))
            return Say(over!.Envelope, $"{KeptAs(over.Kept)} has been kept as long as it had to be", $"the clock: the time was over at {over.WasDue}");
        if (DestructionOrdered.TryRead(entry, out var order))
            return Say(order!.Envelope, $"the destruction of {KeptAs(order.Kept)} was ordered", $"{Actor(order.Envelope)} as custodian");
        if (Destroyed.TryRead(entry, out var destroyed))
            return Say(destroyed!.Envelope, $"the plaintext of {KeptAs(destroyed.Kept)} is gone; every proof still holds", $"the node, as entry {destroyed.Order} ordered");
        if (!LegalHold.TryRead(entry, out var hold)) return null;
        return Say(
            hold!.Envelope,
            hold.Lifts is { } lifts ? $"the legal hold of entry {lifts} was lifted" : "a legal hold was set: nothing of the case is destroyed",
            $"{Actor(hold.Envelope)} as custodian");
    }

    private CaseMoment OfCharter(ReadOnlyMemory<byte> entry)
    {
        if (CaseMigrated.TryRead(entry, out var migrated)) return Migrated(migrated!);
        if (!CourtOrdered.TryRead(entry, out var ordered))
        {
            var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
            return Say(envelope, $"an entry of kind {envelope.Kind}", envelope.Actor == 0 ? "the node" : Actor(envelope));
        }

        var said = Say(ordered!.Envelope, "a court's order ended the case", $"{Actor(ordered.Envelope)} as custodian, seconded by another");
        if (_state is null) return said;
        var before = _liability;
        _liability = ActSentences.LiabilityAfter(before, ordered.Act.Moves);
        return said with
        {
            Liability = [.. Enumerable.Range(0, before.Length).Where(p => before[p] != _liability[p]).Select(p => new ExplainedLiability(
                _words.Party(p), _parties[p], _words.Money(before[p]), _words.Money(_liability[p])))],
        };
    }

    /// <summary>The case goes on under another version: what has an equal name there is carried over.</summary>
    private CaseMoment Migrated(CaseMigrated migrated)
    {
        var (old, was, parties, facts, isAlone) = (Product, _liability, _parties, _facts, _state is null);
        _words = new ProductWords(_productOf(migrated.Act.Product));
        _parties = [.. Product.Parties.Select((party, place) => migrated.Act.Parties[place] is not 0 and var actor ? actor
            : Find(old.Parties, p => p.Name == party.Name) is var from and >= 0 ? parties[from] : 0)];
        var title = $"the case goes on under version {Product.Version} of {Product.Name}, in {_words.State(migrated.Act.State)}";
        var said = Say(migrated.Envelope, title, $"{Actor(migrated.Envelope)} as enactor, seconded by another");
        if (isAlone) return said;
        var carried = Product.Parties.Select(party => Find(old.Parties, p => p.Name == party.Name) is var from and >= 0 ? was[from] : UInt128.Zero).ToArray();
        _liability = ActSentences.LiabilityAfter(carried, migrated.Act.Moves);
        _facts = [.. Product.Facts.Select(fact => Find(old.Facts, f => f.Name == fact.Name) is var from and >= 0 ? facts[from] : null)];
        foreach (var given in migrated.Act.Facts) _facts[given.Fact] = given.Value;
        _state = migrated.Act.State;
        return said;
    }

    private (string What, Secrecy? Secrecy) DutyOf(DutyName name)
    {
        if (_duties.TryGetValue(name, out var known)) return known;
        Recall(name.Act);
        return _duties.GetValueOrDefault(name, ("a duty", null));
    }

    private string KeptAs(KeptName name)
    {
        if (!_kept.ContainsKey(name)) Recall(name.Entry);
        return $"{_kept.GetValueOrDefault(name, "something")} of entry {name.Entry}";
    }

    /// <summary>Looks an act up that was not told before: where one entry is told alone.</summary>
    private void Recall(ulong entry)
    {
        if (!_log.TryRead(entry, out var bytes) || ReadAct(_log, bytes) is not { } act) return;
        var words = _words;
        _words = new ProductWords(_productOf(act.Product));
        Remember(act, act.Seal is null ? null : Secrecy.Of(Product, act.Firings));
        _words = words;
    }

    private static CaseMoment Say(EntryEnvelope envelope, string headline, string decider) =>
        new() { Envelope = envelope, Headline = headline, Deciders = [decider] };

    private static string Actor(EntryEnvelope envelope) => $"actor {envelope.Actor}";

    private static int Find<T>(ImmutableArray<T> items, Predicate<T> match)
    {
        for (var i = 0; i < items.Length; i++)
            if (match(items[i])) return i;
        return -1;
    }
}
