using Onus.Core;
using Onus.Core.Formats;
using Onus.Log.Journal;
using Onus.Testing.Cases;

namespace Onus.Simulation.Cases;

/// <summary>Tells the plain cases what the durable log says happened, in its order, and holds every entry against what they
/// make of it: outcomes, steps, money, liability, duties, due times.</summary>
internal sealed class LogFollower(PlainCases plain, Func<Id128, SentAct?> find)
{
    // Entries of one batch are nanoseconds apart: what falls due between them lapses in the next turn.
    private const ulong Turn = 1_000;

    private readonly List<Hash256> _leaves = [];
    private readonly List<ReadOnlyMemory<byte>> _group = [];
    private readonly Dictionary<ulong, AuthorityGranted> _grants = [];
    private readonly HashSet<ulong> _revokedKeys = [];
    private LogTime _last;

    /// <summary>Outcomes and causes that came up.</summary>
    public HashSet<string> Seen { get; } = [];

    /// <summary>The grants that the log has and did not take back.</summary>
    public IReadOnlyDictionary<ulong, AuthorityGranted> Grants => _grants;

    /// <summary>Follows what is durable and new.</summary>
    public void Follow(LogReader log)
    {
        var next = (ulong)_leaves.Count;
        var size = log.Head.Size;
        CaseLaws.Holds(size >= next, $"the log keeps its {next} durable entries");
        foreach (var entry in log.ReadEntries(next, size))
        {
            Take(entry);
            _leaves.Add(MerkleHasher.HashLeaf(entry.Span));
        }

        End();
    }

    /// <summary>Whether the log still says what it said: nothing durable was lost, reordered or changed.</summary>
    public void CheckUnchanged(LogReader log)
    {
        CaseLaws.Holds(log.Head.Size >= (ulong)_leaves.Count, "nothing durable is lost");
        var index = 0;
        foreach (var entry in log.ReadEntries(0, (ulong)_leaves.Count))
            CaseLaws.Holds(MerkleHasher.HashLeaf(entry.Span) == _leaves[index++], $"entry {index - 1} is what it was");
    }

    private void Take(ReadOnlyMemory<byte> entry)
    {
        CaseLaws.Holds(EntryHeader.TryRead(entry.Span, out var header) && header.Index == (ulong)_leaves.Count, "every entry carries its own index");
        CaseLaws.Holds(header.Time > _last, "log time rises");
        switch (header.Kind)
        {
            case EntryKind.BookOpened or EntryKind.AccountOpened or EntryKind.SealedPart:
            case EntryKind.Act when ActEntry.TryRead(entry, out var act) && act!.Opening is { OpenedBy: not 0 }:
            case EntryKind.RequestEnded when RequestEnded.TryRead(entry, out var ended) && ended!.Outcome == CaseOutcome.RequestMoot:
                _group.Add(entry);
                break;
            case EntryKind.Act or EntryKind.CaseRefused or EntryKind.Approval or EntryKind.ApprovalWithdrawn or EntryKind.RequestAsked or EntryKind.RequestEnded:
                // What stands in front of it belongs to it; what was collected before that, to the one before.
                var front = _group.FindLastIndex(e => !IsFront(e)) + 1;
                var mine = _group.GetRange(front, _group.Count - front);
                _group.RemoveRange(front, _group.Count - front);
                End();
                _group.AddRange([.. mine, entry]);
                break;
            default:
                End();
                Other(entry, header);
                break;
        }

        _last = header.Time;
    }

    /// <summary>The entries of one command or lapse are all there: what do the plain cases make of it?</summary>
    private void End()
    {
        var main = _group.FindIndex(e => !IsFront(e));
        if (main < 0)
        {
            _group.Clear();
            return;
        }

        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(_group[main]));
        var children = _group.FindIndex(main + 1, e => ActEntry.TryRead(e, out _));
        var own = children < 0 ? _group : _group.GetRange(0, children);
        var answer = envelope.Command.IsNone ? Lapse(_group[main], envelope) : Run(_group[main], envelope);
        ActComparison.Compare(plain.History, answer, own);
        foreach (var firing in answer.Firings) Seen.Add(firing.Cause.ToString());
        var names = answer.Openings.ToList();
        foreach (var entry in children < 0 ? [] : _group.Skip(children))
        {
            if (!ActEntry.TryRead(entry, out var child)) continue;
            CaseLaws.Holds(names.Count > 0, $"entry {child!.Envelope.Index} opens a case that nothing opens");
            var opened = plain.OpenFrom(child!.Envelope.Index, child.Envelope.Time, answer.Case, names[0]);
            names.RemoveAt(0);
            ActComparison.Compare(plain.History, opened, [entry]);
            Seen.Add("opens");
        }

        CaseLaws.Holds(names.Count == 0, $"entry {envelope.Index} opens {string.Join(", ", names)}");
        _group.Clear();
    }

    private PlainAnswer Run(ReadOnlyMemory<byte> entry, in EntryEnvelope envelope)
    {
        var (index, time) = (envelope.Index, envelope.Time);
        CaseLaws.Holds(!plain.Clocks.All().Any(d => d.At.Nanoseconds + Turn <= time.Nanoseconds), $"what is due lapses before command {index}");
        CaseLaws.Holds(find(envelope.Command) is not null, $"entry {index} answers what somebody asked");
        var sent = find(envelope.Command)!;
        if (sent.Plain is null) return new PlainAnswer([], []);
        var outcome = CaseRefused.TryRead(entry, out var refused) ? refused!.Outcome : CaseOutcome.Accepted;
        Seen.Add(outcome.ToString());
        if (_revokedKeys.Contains(sent.Key)) return RunRevoked(sent, index, time, outcome);
        var answer = sent.Plain.Run(plain, index, time);
        CaseLaws.Holds(CommandTranslation.Agrees(sent.Plain, answer, outcome),
            $"{sent.Plain} at {index}: the log says {outcome}, the plain cases [{string.Join(", ", answer.Reasons)}]");
        return answer;
    }

    /// <summary>A key that was taken away signs nothing, whatever else speaks for the command.</summary>
    private PlainAnswer RunRevoked(SentAct sent, ulong index, LogTime time, CaseOutcome outcome)
    {
        CaseLaws.Holds(outcome != CaseOutcome.Accepted, $"entry {index} is signed with a key that was revoked");
        if (outcome == CaseOutcome.SignatureInvalid) return new PlainAnswer([outcome], []);
        return sent.Plain!.Run(plain, index, time);
    }

    private PlainAnswer Lapse(ReadOnlyMemory<byte> entry, in EntryEnvelope envelope)
    {
        var (of, request) = SubjectOf(entry);
        var (index, time) = (envelope.Index, envelope.Time);
        var all = plain.Clocks.All().ToList();
        CaseLaws.Holds(all.Count > 0 && all[0].At <= time, $"entry {index}: nothing is due at {time}");
        var due = all.FirstOrDefault(d => d.Case == of && d.Request == request && d.At == all[0].At);
        CaseLaws.Holds(due is not null, $"entry {index} lapses what is not due first");
        return plain.Lapse(index, time, due!);
    }

    private (ulong Case, ulong Request) SubjectOf(ReadOnlyMemory<byte> entry)
    {
        if (ActEntry.TryRead(entry, out var act)) return (act!.Case, act.Request ?? AskedBy(act));
        CaseLaws.Holds(RequestEnded.TryRead(entry, out var ended), "a lapse is an act or the end of a request");
        return (plain.History.Events.OfType<PlainAsked>().Single(q => q.Entry == ended!.Request).Case, ended!.Request);
    }

    // A confidential act hides which request it granted: one that is due in the case.
    private ulong AskedBy(ActEntry act) => act.Seal is null ? 0
        : plain.Clocks.All().First() is { } first && first.Case == act.Case ? first.Request : 0;

    private void Other(ReadOnlyMemory<byte> entry, in EntryHeader header)
    {
        if (TransferLayout.TryRead(entry.Span, out var transfer))
        {
            plain.Post(transfer.Index, transfer.Time, transfer.Debit, transfer.Credit, (System.Numerics.BigInteger)transfer.Amount);
        }
        else if (AuthorityGranted.TryRead(entry, out var granted))
        {
            _grants.Add(header.Index, granted!);
            plain.Grant(header.Index, header.Time, granted!.Actor, granted.Product, granted.Authority, held: true);
        }
        else if (AuthorityRevoked.TryRead(entry, out var revoked) && _grants.Remove(revoked!.Grant, out var grant))
        {
            plain.Grant(header.Index, header.Time, grant.Actor, grant.Product, grant.Authority, held: false);
        }
        else if (KeyRevoked.TryRead(entry, out var key))
        {
            _revokedKeys.Add(key!.Key);
        }
        else if (OutageEntry.TryRead(entry, out var outage))
        {
            CaseLaws.Holds(outage!.From == _last, "an outage begins where the log stopped");
            plain.Resume(header.Index, outage.To, outage.From);
            Seen.Add("outage");
        }
    }

    private static bool IsFront(ReadOnlyMemory<byte> entry) =>
        EntryHeader.KindOf(entry.Span) is EntryKind.BookOpened or EntryKind.AccountOpened or EntryKind.SealedPart;
}
