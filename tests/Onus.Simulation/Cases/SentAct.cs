using Onus.Cases;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Engine;
using Onus.Testing.Cases;

namespace Onus.Simulation.Cases;

/// <summary>What an answer says: the outcome as a number of its own list, the one of the first time, and the entry.</summary>
internal readonly record struct Said(Delivery Delivery, int Outcome, int First, ulong Index)
{
    public bool IsDurable => Delivery == Delivery.Durable;

    public static Said Of(Answer<CaseResult> answer) =>
        new(answer.Delivery, (int)answer.Result.Outcome, (int)answer.Result.FirstOutcome, answer.Result.Index);

    public static Said Of(Answer<CharterResult> answer) =>
        new(answer.Delivery, (int)answer.Result.Outcome, (int)answer.Result.FirstOutcome, answer.Result.Index);
}

/// <summary>A command of a case or of the charter that was sent, perhaps several times, and its answer once it is known.</summary>
internal sealed class SentAct
{
    private readonly CaseCommand? _case;
    private readonly CharterCommand? _charter;
    private readonly List<Func<Said?>> _calls = [];

    public SentAct(CaseCommand command, PlainCommand? plain) => (_case, Plain, Id) = (command, plain, command.Head.Id);

    public SentAct(CharterCommand command) => (_charter, Id) = (command, command.Head.Id);

    public Id128 Id { get; }

    /// <summary>What the plain cases make of it; null for what they do not know.</summary>
    public PlainCommand? Plain { get; }

    /// <summary>The key that it is signed with; 0 for none.</summary>
    public ulong Key { get; init; }

    /// <summary>The first answer, as it was decided.</summary>
    public Said? Answer { get; private set; }

    public bool IsWaiting => _calls.Count > 0;

    // A task that maps the answer would be completed by another thread, at a moment that the seed does not decide.
    public void Send(OnusEngine engine)
    {
        if (_case is not null)
        {
            var call = engine.SubmitAsync(_case);
            _calls.Add(() => call.IsCompleted ? Said.Of(call.Result) : null);
        }
        else
        {
            var call = engine.SubmitAsync(_charter!);
            _calls.Add(() => call.IsCompleted ? Said.Of(call.Result) : null);
        }
    }

    public void Forget() => _calls.Clear();

    /// <summary>Takes the answers that have arrived: durable, and the same as the first.</summary>
    public void Collect(ulong size)
    {
        for (var i = _calls.Count - 1; i >= 0; i--)
        {
            if (_calls[i]() is not { } said) continue;
            _calls.RemoveAt(i);
            if (!said.IsDurable) continue;
            CaseLaws.Holds(said.Index < size, $"the answer to {Id} is durable when it is given");
            Take(said);
        }
    }

    private void Take(Said said)
    {
        var (exists, already) = _case is null
            ? ((int)CharterOutcome.Exists, (int)CharterOutcome.IdAlreadyRefused)
            : ((int)CaseOutcome.Exists, (int)CaseOutcome.IdAlreadyRefused);
        var decided = said.Outcome == exists ? said with { Outcome = 0, First = 0 }
            : said.Outcome == already ? said with { Outcome = said.First } : said;
        if (Answer is not { } first) Answer = decided;
        else CaseLaws.Holds(first.Outcome == decided.Outcome && first.Index == decided.Index,
            $"command {Id} was answered {first.Outcome} at {first.Index} and then {decided.Outcome} at {decided.Index}");
    }
}
