using System.Collections.Immutable;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Replaying;

/// <summary>The cases of the log that are tried, each with what stands for it in the other node; does again what people did.</summary>
internal sealed class WhatIfCases(LogFold fold, WhatIfWorld world)
{
    private const int MostExamples = 5;

    // The other log has more or fewer entries at one instant, each a nanosecond after the one before: what lapses in this one
    // may be due there a moment later.
    private const ulong MostDrift = LogTime.NanosecondsPerSecond / 1_000;

    private readonly SortedDictionary<ulong, ulong> _pairs = [];
    private readonly Dictionary<ulong, ulong> _requests = [];
    private readonly HashSet<ulong> _taken = [];
    private readonly SortedDictionary<(string What, string Why), (ulong Times, List<ulong> Examples)> _impossible = new(
        Comparer<(string What, string Why)>.Create((a, b) => a.What == b.What ? string.CompareOrdinal(a.Why, b.Why) : string.CompareOrdinal(a.What, b.What)));

    /// <summary>How many cases of the product the log opened.</summary>
    public ulong Count { get; private set; }

    /// <summary>The cases of the log, each with its other one, 0 where that never opened; those that cases open included.</summary>
    public IReadOnlyDictionary<ulong, ulong> Pairs => _pairs;

    public ulong Coarse { get; private set; }

    public IEnumerable<WhatIfImpossible> Impossible => _impossible
        .Select(pair => new WhatIfImpossible(pair.Key.What, pair.Key.Why, pair.Value.Times, [.. pair.Value.Examples]))
        .OrderByDescending(line => line.Times);

    /// <summary>Does again what the entry records, where it is one of a case that is tried.</summary>
    /// <returns>Whether it is; every other entry is the world's.</returns>
    public bool TryRepeat(ReadOnlyMemory<byte> entry, in EntryHeader header)
    {
        if (fold.Tables.TryReadAct(entry, out var act) && act.Opening is { } opening) return TryOpen(act, opening);
        if (header.Kind is not (EntryKind.Act or EntryKind.Approval or EntryKind.ApprovalWithdrawn or EntryKind.RequestAsked or EntryKind.RequestEnded))
            return false;
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
        var @case = envelope.Lineage[^1].Subject;
        if (!_pairs.TryGetValue(@case, out var other)) return false;
        if (envelope.Command.IsNone) world.Node.WaitUntil(header.Time.Plus(MostDrift));
        else if (fold.Cases.Rules.CommandOf(entry) is { } command) Repeat(command, @case, other, header.Index);
        return true;
    }

    private bool TryOpen(ActEntry act, ActOpening opening)
    {
        var product = fold.Cases.Products.Get(act.Product).Product;
        if (opening.OpenedBy != 0) return TryPairChild(act, opening, product.Name);
        if (product.Name != world.Changed.Name) return false;
        if (!world.EnactOnce()) return true;
        Count++;
        var index = act.Envelope.Index;
        var command = (OpenCase)fold.Cases.Rules.CommandOf(fold.Read(index))!;
        var changed = world.Changed;
        var head = world.Node.Head(world.NameOf(act.Envelope.Actor));
        var bound = changed.Parties.Where(p => p.Kind is not (PartyKind.Us or PartyKind.Independent)).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var ours = changed.Accounts.Where(a => changed.Parties[a.Party].Kind == PartyKind.Us).Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        var again = new OpenCase(
            head, changed.Name, command.As,
            [.. command.Parties.Where(p => bound.Contains(p.Party)).Select(p => p with { Actor = world.NameOf(p.Actor) })],
            [.. command.Accounts.Where(a => !ours.Contains(a.Account) && changed.Accounts.Any(c => c.Name == a.Account))
                .Select(a => a with { Opened = world.NameOf(a.Opened) })],
            Facts(product, changed, command.Facts), Evidence(changed, command.Evidence));
        var result = Execute(again);
        _pairs[index] = result.Outcome == CaseOutcome.Accepted ? result.Case : 0;
        if (result.Outcome != CaseOutcome.Accepted) Note("opening a case", CaseWords.Of(changed, result), index);
        return true;
    }

    /// <summary>Finds the case that the other node opened where the log opened this one.</summary>
    private bool TryPairChild(ActEntry act, ActOpening opening, string product)
    {
        Invariant.Holds(fold.Tables.TryReadAct(fold.Read(opening.OpenedBy), out var by));
        if (!_pairs.TryGetValue(by.Case, out var parent)) return false;
        var child = parent == 0 ? 0 : ChildOf(parent, product);
        if (child == 0) Note($"opening a case of {product}", "nothing opened it", act.Envelope.Index);
        else _taken.Add(child);
        _pairs[act.Envelope.Index] = child;
        return true;
    }

    private ulong ChildOf(ulong parent, string product)
    {
        var tables = world.Node.Cases.Tables;
        for (uint number = 0; number < tables.Cases.Count; number++)
        {
            var record = tables.Cases[number];
            if (record.View.Product.Name != product || _taken.Contains(record.Opened)) continue;
            Invariant.Holds(world.Node.TryRead(record.Opened, out var entry));
            if (!tables.TryReadAct(entry, out var opened) || opened.Opening!.OpenedBy == 0) continue;
            Invariant.Holds(world.Node.TryRead(opened.Opening.OpenedBy, out var by));
            if (tables.TryReadAct(by, out var act) && act.Case == parent) return record.Opened;
        }

        return 0;
    }

    private void Repeat(CaseCommand command, ulong @case, ulong other, ulong entry)
    {
        if (other == 0)
        {
            Note(NameOf(command), "the case never opened", entry);
            return;
        }

        Invariant.Holds(fold.Tables.Cases.TryGet(@case, out var record));
        Invariant.Holds(world.Node.Cases.Tables.Cases.TryGet(other, out var now));
        var (from, to) = (record.View.Product, now.View.Product);
        var head = world.Node.Head(world.NameOf(command.Head.Actor));
        CaseCommand? again = command switch
        {
            TakeStep c => new TakeStep(head, other, c.Step, c.As, now.Head, Evidence(to, c.Evidence), Signature(c.Signature)),
            GiveFacts c => new GiveFacts(head, other, c.As, Facts(from, to, c.Facts)),
            FileEvidence c => new FileEvidence(head, other, c.As, Evidence(to, c.Evidence)),
            AskRequest c => new AskRequest(head, other, c.Request, Facts(from, to, c.Facts), Evidence(to, c.Evidence)),
            AnswerRequest c => new AnswerRequest(head, other, _requests.GetValueOrDefault(c.Request, ulong.MaxValue), c.Grant, c.As, now.Head, Signature(c.Signature)),
            ApproveStep c => new ApproveStep(head, other, c.Step, c.As, now.Head, Signature(c.Signature)),
            // An approval that was taken back decided nothing.
            _ => null,
        };
        if (again is null) return;
        var result = Execute(again);
        if (result.Outcome != CaseOutcome.Accepted) Note(NameOf(command), CaseWords.Of(to, result), entry);
        else if (command is AskRequest) _requests[entry] = result.Index;
    }

    private CaseResult Execute(CaseCommand command) =>
        world.Node.Run((now, batch) => world.Node.Cases.Execute(command, now, batch));

    private void Note(string what, string why, ulong entry)
    {
        var (times, examples) = _impossible.TryGetValue((what, why), out var known) ? known : (0, []);
        if (examples.Count < MostExamples) examples.Add(entry);
        _impossible[(what, why)] = (times + 1, examples);
    }

    /// <summary>The facts that the other version has too, in its own numbers.</summary>
    private ImmutableArray<FactInput> Facts(Product from, Product to, ImmutableArray<FactInput> facts)
    {
        var translated = ImmutableArray.CreateBuilder<FactInput>();
        foreach (var given in facts)
        {
            var source = from.Facts.First(f => f.Name == given.Fact);
            if (to.Facts.FirstOrDefault(f => f.Name == given.Fact) is not { Kept: null } target || target.Kind != source.Kind) continue;
            var value = given.Value;
            if (source.Kind == FactKind.OneOf && target.Values.IndexOf(source.Values[(int)value]) is var word) value = word;
            if (value < 0) continue;
            translated.Add(target.Personal ? Cell(source, target, given) : new FactInput(given.Fact, value));
        }

        return translated.ToImmutable();
    }

    /// <summary>The cell of the new guard partition in which the old cell begins.</summary>
    private FactInput Cell(Fact source, Fact target, FactInput given)
    {
        var low = target.Partition.LastOrDefault(edge => edge <= given.Value, target.Range.Low);
        if (source.Personal)
        {
            var end = source.Partition.Where(edge => edge > given.Value).Select(edge => edge - 1).FirstOrDefault(source.Range.High);
            if (target.Partition.Any(edge => edge > given.Value && edge <= end)) Coarse++;
        }

        return new FactInput(given.Fact, low, given.Commitment ?? Commitment.ToFact(default, given.Value));
    }

    private static ImmutableArray<EvidenceInput> Evidence(Product to, ImmutableArray<EvidenceInput> evidence) =>
        [.. evidence.Where(filed => to.Evidence.Any(kind => kind.Name == filed.Kind))];

    /// <summary>The signature under the key's name here; what it says is not looked at.</summary>
    private ReadOnlyMemory<byte> Signature(ReadOnlyMemory<byte> signature) =>
        DecisionSignature.TryRead(signature, out var read) ? (read with { Key = world.NameOf(read.Key) }).ToBytes() : default;

    private static string NameOf(CaseCommand command) => command switch
    {
        TakeStep c => c.Step,
        GiveFacts => "giving facts",
        FileEvidence => "filing evidence",
        AskRequest c => "asking for " + c.Request,
        AnswerRequest c => c.Grant ? "granting a request" : "refusing a request",
        ApproveStep c => "approving " + c.Step,
        _ => "withdrawing an approval",
    };
}
