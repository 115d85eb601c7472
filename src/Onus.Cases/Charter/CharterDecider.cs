using System.Security.Cryptography;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Ledger;

namespace Onus.Cases;

/// <summary>Decides the commands of the charter, writes their entries into a batch and folds them.</summary>
/// <remarks>A pure state machine for one thread, like the ledger beside which it runs: ids are unique over both.</remarks>
public sealed class CharterDecider
{
    private const ulong MaxAheadMs = 5 * 60 * 1000;

    private readonly Charter _charter;
    private readonly LedgerState _ledger;
    private readonly IActorSignatures _signatures;
    private readonly CharterForm _form;
    private readonly CharterChecks _checks;
    private readonly CharterEntries _entries;
    private readonly CharterAnswers _answers;
    private readonly ICharterCases _cases;
    private readonly LogIdentity? _log;

    /// <summary>A decider over a charter and its ledger.</summary>
    /// <param name="charter">The charter.</param>
    /// <param name="ledger">Where accounts are bound, and ids remembered.</param>
    /// <param name="signatures">The cryptography of actors' signatures.</param>
    /// <param name="cases">The cases that some acts reach into.</param>
    /// <param name="log">The node's own log; null where there is none to hold commands against.</param>
    public CharterDecider(
        Charter charter, LedgerState ledger, IActorSignatures signatures, ICharterCases cases, LogIdentity? log = null)
    {
        ArgumentNullException.ThrowIfNull(charter);
        _charter = charter;
        _ledger = ledger;
        _signatures = signatures;
        (_cases, _log) = (cases, log);
        _form = new CharterForm(signatures);
        _checks = new CharterChecks(charter, ledger, signatures, cases);
        _entries = new CharterEntries(charter, cases);
        _answers = new CharterAnswers(charter.Entries);
    }

    /// <summary>Decides a command; a refusal for a reason of state is an entry too.</summary>
    /// <param name="command">The command.</param>
    /// <param name="clock">The wall clock; entry times are this or one nanosecond past the entry before.</param>
    /// <param name="batch">Where the entries go.</param>
    public CharterResult Execute(CharterCommand command, LogTime clock, EntryBatch batch)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(batch);
        _charter.Entries.Batch = batch;
        var (head, time) = (command.Head, batch.TimeFor(clock));
        var outcome = _form.Check(command);
        if (outcome == CharterOutcome.Accepted) outcome = CheckLog(command);
        if (outcome == CharterOutcome.Accepted && head.Id.UnixMilliseconds > time.UnixMilliseconds + MaxAheadMs)
            outcome = CharterOutcome.IdTooFarAhead;
        if (outcome != CharterOutcome.Accepted) return new CharterResult(outcome, outcome, 0, default, -1);
        if (_ledger.TryFindCommand(head.Id, out var known)) return _answers.ForKnown(command, known);

        outcome = Decide(command, time, out var about);
        if (outcome == CharterOutcome.Accepted && ActOf(command) is { } act)
        {
            _cases.Prepare(act, clock, batch);
            time = batch.TimeFor(clock);
        }

        var front = new EntryEnvelope(EntryKind.None, batch.NextIndex, time, head.Id, head.Trace, head.Actor, []);
        if (outcome is CharterOutcome.Accepted or CharterOutcome.Proposed) Enter(command, outcome, front, clock, batch);
        else Refuse(command, outcome, about, front, batch);
        _ledger.RememberCommand(head.Id, front.Index, time);
        return new CharterResult(outcome, outcome, front.Index, time, about);
    }

    /// <summary>Adds the lapses of proposals that nobody seconded in time.</summary>
    /// <returns>How many were added; <paramref name="most"/> if there may be more.</returns>
    public int Lapse(LogTime clock, int most, EntryBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _charter.Entries.Batch = batch;
        var count = 0;
        for (; count < most && _charter.NextDue is { } due && due <= clock; count++)
        {
            var front = new EntryEnvelope(EntryKind.ProposalEnded, batch.NextIndex, batch.TimeFor(clock), Id128.None, Id128.None, 0, []);
            Add(new ProposalEnded(front, _charter.Proposals.First().Entry, ProposalEnd.Lapsed).Write, front.Time, batch);
        }

        return count;
    }

    /// <summary>Folds an entry of the log, and remembers the id of its command.</summary>
    /// <returns>Whether it is an entry of the charter; others change nothing here.</returns>
    /// <exception cref="InvariantViolation">The entry contradicts the state or its own layout.</exception>
    public bool Apply(ReadOnlyMemory<byte> entry)
    {
        if (!_charter.Apply(entry)) return false;
        var envelope = EntryEnvelope.ReadStart(CborExtensions.NewReader(entry));
        if (!envelope.Command.IsNone && !_ledger.TryFindCommand(envelope.Command, out _))
            _ledger.RememberCommand(envelope.Command, envelope.Index, envelope.Time);
        return true;
    }

    /// <summary>What the command says of the node's own log must be so, whatever the state is.</summary>
    private CharterOutcome CheckLog(CharterCommand command)
    {
        if (_log is null) return CharterOutcome.Accepted;
        var isOther = command switch
        {
            FoundCharter found => !_log.SignsWith(found.Origin, found.LogKey),
            DoAct { Act: AcceptLoss loss } => !_log.SignsWith(loss.Origin, loss.LogKey),
            _ => false,
        };
        if (isOther) return CharterOutcome.NotThisLog;
        return ActOf(command) is RotateLogKey rotate && !_log.Holds(rotate.New) ? CharterOutcome.LogKeyNotHeld : CharterOutcome.Accepted;
    }

    private CharterOutcome Decide(CharterCommand command, LogTime time, out long about)
    {
        about = -1;
        if (command is FoundCharter) return _charter.IsFounded ? CharterOutcome.AlreadyFounded : CharterOutcome.Accepted;
        if (!_charter.IsFounded) return CharterOutcome.NotFounded;
        if (!_charter.Registry.TryGetActor(command.Head.Actor, out _)) return CharterOutcome.ActorUnknown;
        return command switch
        {
            PublishText publish => Decide(publish),
            DoAct act => Decide(act, out about),
            SecondAct second => Decide(second, time, out about),
            EndProposal end => Decide(end),
            _ => throw new InvariantViolation("a command of no known kind"),
        };
    }

    private CharterOutcome Decide(PublishText publish)
    {
        if (!_charter.Registry.Holds(publish.Head.Actor, CharterOffice.Product, CharterOffice.Enactor)) return CharterOutcome.NoAuthority;
        return _charter.Products.Texts.Has(HashOf(publish)) ? CharterOutcome.TextExists : CharterOutcome.Accepted;
    }

    private CharterOutcome Decide(DoAct command, out long about)
    {
        about = -1;
        if (!CharterOffice.MayAct(command.Head.Actor, command.Act, _charter.Registry)) return CharterOutcome.NoAuthority;
        if (!IsPossibleAfterRestore(command.Act)) return CharterOutcome.LossNotAccepted;
        var verb = _charter.VerbFor(command.Act);
        var signed = CheckSignature(command.Head, _charter.StatementOf(command.Head.Id, verb, 0, command.Act), command.Signature);
        if (signed != CharterOutcome.Accepted) return signed;
        if (verb == CharterVerb.Propose && _charter.Proposals.Count == Charter.MaxProposals) return CharterOutcome.TooManyProposals;
        var outcome = _checks.Check(command.Act, out about);
        return outcome == CharterOutcome.Accepted && verb == CharterVerb.Propose ? CharterOutcome.Proposed : outcome;
    }

    private CharterOutcome Decide(SecondAct command, LogTime time, out long about)
    {
        about = -1;
        if (!_charter.TryGetProposal(command.Proposal, out var proposal)) return CharterOutcome.ProposalNotFound;
        if (!CharterOffice.MayAct(command.Head.Actor, proposal.Act, _charter.Registry)) return CharterOutcome.NoAuthority;
        if (!IsPossibleAfterRestore(proposal.Act)) return CharterOutcome.LossNotAccepted;
        if (proposal.Due <= time) return CharterOutcome.ProposalLapsed;
        if (proposal.Actor == command.Head.Actor) return CharterOutcome.SecondMustBeAnother;

        // Who proposed must still be one who may: an authority that was taken back meanwhile does not count.
        if (!CharterOffice.MayAct(proposal.Actor, proposal.Act, _charter.Registry)) return CharterOutcome.ProposerLostAuthority;
        var statement = _charter.StatementOf(command.Head.Id, CharterVerb.Second, command.Proposal, proposal.Act);
        var signed = CheckSignature(command.Head, statement, command.Signature);
        return signed == CharterOutcome.Accepted ? _checks.Check(proposal.Act, out about) : signed;
    }

    private CharterOutcome Decide(EndProposal command)
    {
        if (!_charter.TryGetProposal(command.Proposal, out var proposal)) return CharterOutcome.ProposalNotFound;
        return proposal.Actor == command.Head.Actor || CharterOffice.MayAct(command.Head.Actor, proposal.Act, _charter.Registry)
            ? CharterOutcome.Accepted
            : CharterOutcome.NoAuthority;
    }

    private CharterAct? ActOf(CharterCommand command) => command switch
    {
        DoAct { Act: var act } => act,
        SecondAct second when _charter.TryGetProposal(second.Proposal, out var proposal) => proposal.Act,
        _ => null,
    };

    private bool IsPossibleAfterRestore(CharterAct act) => _charter.UnacceptedLoss is null || act is AcceptLoss or RevokeKey;

    private CharterOutcome CheckSignature(in CommandHead head, CharterStatement statement, ReadOnlyMemory<byte> signature) =>
        SignedDecision.Check(_charter.Registry, _signatures, head.Actor, statement.ToBytes(), signature) switch
        {
            SignatureVerdict.Valid => CharterOutcome.Accepted,
            SignatureVerdict.Missing => _charter.Signed ? CharterOutcome.SignatureMissing : CharterOutcome.Accepted,
            SignatureVerdict.KeyNotOfActor => CharterOutcome.KeyNotOfActor,
            SignatureVerdict.KeyRevoked => CharterOutcome.KeyRevoked,
            _ => CharterOutcome.SignatureOverOtherStatement,
        };

    private void Enter(CharterCommand command, CharterOutcome outcome, EntryEnvelope front, LogTime clock, EntryBatch batch)
    {
        switch (command)
        {
            case FoundCharter found:
                new Founding(this, found).Enter(front, clock, batch);
                break;
            case PublishText publish:
                Publish(publish, front, clock, batch);
                break;
            case DoAct act when outcome == CharterOutcome.Proposed:
                var proposed = new Proposed(
                    front with { Kind = EntryKind.Proposed }, act.Act, front.Time.Plus(CharterOffice.TimeToSecond), act.Signature);
                Add(proposed.Write, front.Time, batch);
                break;
            case DoAct act:
                var kind = CharterOffice.IsRoutine(act.Act, _charter.Registry) ? WarrantKind.Routine : WarrantKind.Alone;
                Add(_entries.Write(act.Act, front, new CharterWarrant(kind, 0, act.Signature)), front.Time, batch);
                break;
            case SecondAct second:
                Invariant.Holds(_charter.TryGetProposal(second.Proposal, out var proposal));
                var warrant = new CharterWarrant(WarrantKind.Seconded, second.Proposal, second.Signature);
                Add(_entries.Write(proposal.Act, front, warrant), front.Time, batch);
                break;
            case EndProposal end:
                Invariant.Holds(_charter.TryGetProposal(end.Proposal, out var ended));
                var how = ended.Actor == end.Head.Actor ? ProposalEnd.Withdrawn : ProposalEnd.Dismissed;
                Add(new ProposalEnded(front with { Kind = EntryKind.ProposalEnded }, end.Proposal, how).Write, front.Time, batch);
                break;
        }
    }

    private void Publish(PublishText publish, EntryEnvelope front, LogTime clock, EntryBatch batch)
    {
        var (whole, rest) = (HashOf(publish), publish.Text);
        for (var place = 0; !rest.IsEmpty; place++)
        {
            var piece = rest[..Math.Min(rest.Length, TextBook.MaxPiece)];
            var own = front with { Kind = EntryKind.Chunk, Index = batch.NextIndex, Time = batch.TimeFor(clock) };
            Add(new ChunkEntry(own, whole, place, piece).Write, own.Time, batch);
            rest = rest[piece.Length..];
        }
    }

    private void Refuse(CharterCommand command, CharterOutcome outcome, long about, EntryEnvelope front, EntryBatch batch) =>
        Add(new CharterRefused(front with { Kind = EntryKind.CharterRefused }, outcome, about, CharterCommandCodec.Encode(command)).Write,
            front.Time, batch);

    private void Add(Action<System.Formats.Cbor.CborWriter> write, LogTime time, EntryBatch batch)
    {
        var writer = CborExtensions.NewWriter();
        write(writer);
        Add(writer.Encode(), time, batch);
    }

    private void Add(byte[] entry, LogTime time, EntryBatch batch)
    {
        batch.Add(entry, time);
        Invariant.Holds(_charter.Apply(entry));
    }

    private static Hash256 HashOf(PublishText publish) => new(SHA256.HashData(publish.Text.Span));

    /// <summary>The genesis entry, and after it the founders, their keys and their authorities.</summary>
    private readonly struct Founding(CharterDecider decider, FoundCharter command)
    {
        public void Enter(EntryEnvelope front, LogTime clock, EntryBatch batch)
        {
            var genesis = new GenesisEntry(
                front with { Kind = EntryKind.Genesis }, command.Origin, command.LogKey, CharterText.Hash, command.Signed, command.Alone,
                command.Founders);
            decider.Add(genesis.Write, front.Time, batch);
            foreach (var founder in command.Founders)
            {
                var actor = batch.NextIndex;
                Do(new RegisterActor(founder.Token, ActorKind.Person), clock, batch);
                Do(new AddKey(actor, founder.Algorithm, founder.PublicKey), clock, batch);
                foreach (var office in CharterOffice.OfFounders)
                    Do(new GrantAuthority(actor, CharterOffice.Product, office), clock, batch);
            }
        }

        private void Do(CharterAct act, LogTime clock, EntryBatch batch)
        {
            var front = new EntryEnvelope(EntryKind.None, batch.NextIndex, batch.TimeFor(clock), Id128.None, Id128.None, 0, []);
            decider.Add(decider._entries.Write(act, front, default), front.Time, batch);
        }
    }
}
