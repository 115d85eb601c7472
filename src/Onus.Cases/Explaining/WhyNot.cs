using Onus.Cases.Acts;
using Onus.Cases.Runtime;
using Onus.Core;
using Onus.Core.Formats;
using Onus.Language.Compiled;

namespace Onus.Cases.Explaining;

/// <summary>Says why something did not happen in a case.</summary>
internal sealed class WhyNot(CaseTables tables, CaseRecord record, CaseView view, ProductWords words, LogTime now)
{
    private readonly Product _product = words.Product;

    /// <summary>The reason in one clause.</summary>
    /// <param name="outcome">Its code.</param>
    /// <param name="about">What it is about.</param>
    /// <param name="step">The step that did not happen; -1 for none.</param>
    /// <param name="facts">The facts as guards saw them.</param>
    public string Say(CaseOutcome outcome, long about, int step, IReadOnlyList<Int128?> facts) => outcome switch
    {
        CaseOutcome.ConditionNotMet when step >= 0 => $"its condition does not hold: {Values(_product.Steps[step].When, facts)}",
        CaseOutcome.FactUnknown when step >= 0 => $"it needs facts that nobody has given yet: {Unknown(_product.Steps[step], facts)}",
        CaseOutcome.EvidenceMissing when about >= 0 => Missing((int)about, step),
        CaseOutcome.TooOften when step >= 0 => $"it has fired {view.Fired[step]} times, as often as it may in one case",
        CaseOutcome.NotInThisState => $"the case is in {words.State(view.State)}, and it is taken in "
            + (step < 0 ? "another state" : string.Join(", ", _product.Steps[step].From.Select(words.State))),
        CaseOutcome.CapReached when about >= 0 => Reached((int)about),
        CaseOutcome.Unfunded when step >= 0 => $"the money is not there: {Short(step, facts)}",
        CaseOutcome.NotAuthorized when step >= 0 => $"it is for {For(step)}",
        CaseOutcome.NotForPeople => "nobody decides it: it fires by rule, by clock or by force",
        CaseOutcome.StaleHead => $"the case had moved on since it was looked at: its head is entry {record.Head}",
        CaseOutcome.QuorumNotMet when step >= 0 => $"{Quorum(step)} different people must agree, and {Approvals(step)}",
        CaseOutcome.ConflictOfInterest => "they are bound as a party of the case, or filed a party's evidence, and would decide for another party",
        CaseOutcome.SignatureMissing => "the decider's own signature is required",
        CaseOutcome.SignatureInvalid => "the signature is none of the decider's over this decision",
        CaseOutcome.CaseClosed => $"the case has ended in {words.State(view.State)}",
        CaseOutcome.RequestOpen => "the same question is open already",
        CaseOutcome.RequestNotOpen => "the question is not open",
        CaseOutcome.RequestMoot => "the case left the states in which the question could be asked",
        CaseOutcome.RequestRefused => "it was looked at and refused",
        CaseOutcome.CannotOpen => "a case that it opens cannot be opened",
        _ => CaseWords.Of(_product, new CaseResult(outcome, outcome, 0, default, 0, about)).Replace('_', ' '),
    };

    /// <summary>For whom a step is, in words.</summary>
    public string For(int step)
    {
        var s = _product.Steps[step];
        var by = s.Decider.By is { } who ? words.Who(who) + Holders(who) : null;
        if (s.Decider.RecordedBy is { } recorder) by += $", recorded by {words.Who(recorder)}{Holders(recorder)}";
        if (s.Kind == StepKind.Request) by = $"{words.Who(s.By!.Value)} to ask, {by ?? "nobody"} to answer";
        if (s.Decider.ByRule) by = by is null ? "a rule" : by + " or a rule";
        return s.Decider.ByClock ? by is null ? "the clock" : by + " or the clock" : by ?? "nobody";
    }

    /// <summary>The facts that a condition reads, with their values.</summary>
    public string Values(Condition when, IReadOnlyList<Int128?> facts) => string.Join(", ", ProductReads.Of(when).Distinct().Order()
        .Select(fact => $"{_product.Facts[fact].Name} is {Value(fact, facts[fact])}"));

    private string Value(int fact, Int128? value) => value is not { } known ? "unknown"
        : _product.Facts[fact].Personal ? words.Cell(fact, known) : words.Value(fact, known);

    private string Unknown(Step step, IReadOnlyList<Int128?> facts) => string.Join(", ", ProductReads.Of(step).Distinct().Order()
        .Where(fact => facts[fact] is null).Select(fact => _product.Facts[fact].Name));

    private string Missing(int kind, int step)
    {
        var evidence = _product.Evidence[kind];
        var again = step >= 0 && _product.Steps[step].AtMost is not null && view.Fired[step] > 0 ? ", filed since it last fired" : "";
        return $"it needs {evidence.Name} (\"{evidence.Title}\") from {words.Who(evidence.From)}{again}";
    }

    private string Reached(int place)
    {
        var cap = _product.Caps[place];
        var used = tables.WorldOf(record).Used(place, now);
        return $"cap {cap.Name} (\"{cap.Title}\") leaves too little: {words.Money(used)} of {cap.Limit} is used";
    }

    private string Short(int step, IReadOnlyList<Int128?> facts)
    {
        _ = facts;
        var shorts = _product.Steps[step].Posts.SelectMany(list => list).Select(p => p.From).Distinct()
            .Where(place => !_product.Accounts[place].MayGoNegative).Select(Holds);
        return string.Join(", ", shorts);
    }

    private string Holds(int place)
    {
        var account = _product.Accounts[place];
        if (account.EndsEmpty) return $"{account.Name} holds {words.Money((UInt128)Int128.Max(view.Held[place], 0))} for this case";
        if (!tables.Ledger.TryGetAccount(record.Accounts[place], out var ledger)) return $"{account.Name} is not there";
        return ledger.IsClosed ? $"{account.Name} is closed" : $"{account.Name} has {words.Money(ledger.Balances.Funds)}";
    }

    private string Holders(Who who)
    {
        if (who.IsParty) return $" (actor {record.Parties[who.Index]})";
        var authority = _product.Authorities[who.Index];
        if (!authority.Members.IsEmpty) return $" ({authority.Quorum} of {string.Join(", ", authority.Members.Select(words.Authority))})";
        var holders = tables.Registry.HoldersOf(_product.Name, authority.Name);
        return holders.Count switch
        {
            0 => " (held by nobody)",
            <= 5 => $" (actor {string.Join(", ", holders)})",
            _ => $" ({holders.Count} actors)",
        };
    }

    private string Quorum(int step) => _product.Steps[step].Decider.By is { IsParty: false } by
        ? $"{_product.Authorities[by.Index].Quorum}" : "more";

    private string Approvals(int step)
    {
        var open = record.Approvals.Where(a => a.Step == step)
            .Select(a => $"actor {a.Actor} as {words.Authority(a.Authority)} in entry {a.Entry}").ToArray();
        return open.Length == 0 ? "nobody else has approved" : "approved have only " + string.Join(", ", open);
    }
}
